/**
 * PGC group 1, financiación básica. RD 1514/2007 and RD 1515/2007, fourth part, with the names in
 * force since RD 602/2016 and RD 1/2021. `only:pgc` marks what the PYMES plan leaves out.
 */
export const GROUP_1 = `
1 | Financiación básica | equity
10 | Capital
100 | Capital social
101 | Fondo social
102 | Capital
# Uncalled contributions reduce equity; the part still to be registered reduces the liability 194.
103 | Socios por desembolsos no exigidos | contra
1030 | Socios por desembolsos no exigidos, capital social
1034 | Socios por desembolsos no exigidos, capital pendiente de inscripción | liability contra
104 | Socios por aportaciones no dinerarias pendientes | contra
1040 | Socios por aportaciones no dinerarias pendientes, capital social
1044 | Socios por aportaciones no dinerarias pendientes, capital pendiente de inscripción | liability contra
108 | Acciones o participaciones propias en situaciones especiales | contra
109 | Acciones o participaciones propias para reducción de capital | contra
11 | Reservas | only:pgc-pymes
11 | Reservas y otros instrumentos de patrimonio | only:pgc
110 | Prima de emisión o asunción
111 | Otros instrumentos de patrimonio neto | only:pgc
1110 | Patrimonio neto por emisión de instrumentos financieros compuestos
1111 | Resto de instrumentos de patrimonio neto
112 | Reserva legal
113 | Reservas voluntarias
114 | Reservas especiales
1140 | Reservas para acciones o participaciones de la sociedad dominante
1141 | Reservas estatutarias
1142 | Reserva por capital amortizado
1143 | Reserva por fondo de comercio | only:pgc
1144 | Reservas por acciones propias aceptadas en garantía
115 | Reservas por pérdidas y ganancias actuariales y otros ajustes | only:pgc
118 | Aportaciones de socios o propietarios
119 | Diferencias por ajuste del capital a euros
12 | Resultados pendientes de aplicación
120 | Remanente
121 | Resultados negativos de ejercicios anteriores | contra
129 | Resultado del ejercicio
13 | Subvenciones, donaciones, legados y otros ajustes en el patrimonio neto | only:pgc-pymes
13 | Subvenciones, donaciones y ajustes por cambios de valor | only:pgc
130 | Subvenciones oficiales de capital
131 | Donaciones y legados de capital
132 | Otras subvenciones, donaciones y legados
133 | Ajustes por valoración en activos financieros a valor razonable con cambios en el patrimonio neto | only:pgc
134 | Operaciones de cobertura | only:pgc
1340 | Cobertura de flujos de efectivo
1341 | Cobertura de una inversión neta en un negocio en el extranjero
135 | Diferencias de conversión | only:pgc
136 | Ajustes por valoración en activos no corrientes y grupos enajenables de elementos, mantenidos para la venta | only:pgc
137 | Ingresos fiscales a distribuir en varios ejercicios
1370 | Ingresos fiscales por diferencias permanentes a distribuir en varios ejercicios
1371 | Ingresos fiscales por deducciones y bonificaciones a distribuir en varios ejercicios
14 | Provisiones | liability
140 | Provisión por retribuciones a largo plazo al personal | only:pgc
141 | Provisión para impuestos
142 | Provisión para otras responsabilidades
143 | Provisión por desmantelamiento, retiro o rehabilitación del inmovilizado
145 | Provisión para actuaciones medioambientales
146 | Provisión para reestructuraciones | only:pgc
147 | Provisión por transacciones con pagos basados en instrumentos de patrimonio | only:pgc
15 | Deudas a largo plazo con características especiales | liability
150 | Acciones o participaciones a largo plazo consideradas como pasivos financieros
153 | Desembolsos no exigidos por acciones o participaciones consideradas como pasivos financieros | contra
1533 | Desembolsos no exigidos, empresas del grupo
1534 | Desembolsos no exigidos, empresas asociadas
1535 | Desembolsos no exigidos, otras partes vinculadas
1536 | Otros desembolsos no exigidos
154 | Aportaciones no dinerarias pendientes por acciones o participaciones consideradas como pasivos financieros | contra
1543 | Aportaciones no dinerarias pendientes, empresas del grupo
1544 | Aportaciones no dinerarias pendientes, empresas asociadas
1545 | Aportaciones no dinerarias pendientes, otras partes vinculadas
1546 | Otras aportaciones no dinerarias pendientes
16 | Deudas a largo plazo con partes vinculadas | liability
160 | Deudas a largo plazo con entidades de crédito vinculadas
1603 | Deudas a largo plazo con entidades de crédito, empresas del grupo
1604 | Deudas a largo plazo con entidades de crédito, empresas asociadas
1605 | Deudas a largo plazo con otras entidades de crédito vinculadas
161 | Proveedores de inmovilizado a largo plazo, partes vinculadas
1613 | Proveedores de inmovilizado a largo plazo, empresas del grupo
1614 | Proveedores de inmovilizado a largo plazo, empresas asociadas
1615 | Proveedores de inmovilizado a largo plazo, otras partes vinculadas
162 | Acreedores por arrendamiento financiero a largo plazo, partes vinculadas
1623 | Acreedores por arrendamiento financiero a largo plazo, empresas del grupo
1624 | Acreedores por arrendamiento financiero a largo plazo, empresas asociadas
1625 | Acreedores por arrendamiento financiero a largo plazo, otras partes vinculadas
163 | Otras deudas a largo plazo con partes vinculadas
1633 | Otras deudas a largo plazo, empresas del grupo
1634 | Otras deudas a largo plazo, empresas asociadas
1635 | Otras deudas a largo plazo, con otras partes vinculadas
17 | Deudas a largo plazo por préstamos recibidos, empréstitos y otros conceptos | liability
170 | Deudas a largo plazo con entidades de crédito
171 | Deudas a largo plazo
172 | Deudas a largo plazo transformables en subvenciones, donaciones y legados
173 | Proveedores de inmovilizado a largo plazo
174 | Acreedores por arrendamiento financiero a largo plazo
175 | Efectos a pagar a largo plazo
176 | Pasivos por derivados financieros a largo plazo
1765 | Pasivos por derivados financieros a largo plazo, cartera de negociación | only:pgc
1768 | Pasivos por derivados financieros a largo plazo, instrumentos de cobertura | only:pgc
177 | Obligaciones y bonos
178 | Obligaciones y bonos convertibles | only:pgc
179 | Deudas representadas en otros valores negociables
18 | Pasivos por fianzas, garantías y otros conceptos a largo plazo | liability
180 | Fianzas recibidas a largo plazo
181 | Anticipos recibidos por ventas o prestaciones de servicios a largo plazo
185 | Depósitos recibidos a largo plazo
189 | Garantías financieras a largo plazo | only:pgc
# 190, 192, 195 and 197 are debit balances shown as a deduction of the liability until registered.
19 | Situaciones transitorias de financiación | liability
190 | Acciones o participaciones emitidas | contra
192 | Suscriptores de acciones | contra
194 | Capital emitido pendiente de inscripción
195 | Acciones o participaciones emitidas consideradas como pasivos financieros | contra
197 | Suscriptores de acciones consideradas como pasivos financieros | contra
199 | Acciones o participaciones emitidas consideradas como pasivos financieros pendientes de inscripción
`;
