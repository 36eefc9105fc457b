/**
 * PUC para comerciantes, class 1. Decreto 2650 de 1993 as amended (2894/1994, 2116/1996, 95/1997):
 * classes, groups and accounts complete; subaccounts, the usual ones of every trade. The catalogue by
 * economic sector (1205, 41, 61…) is left for each company to add.
 */
export const CLASS_1 = `
1 | Activo | asset
11 | Disponible
1105 | Caja
110505 | Caja general
110510 | Cajas menores
110515 | Moneda extranjera
1110 | Bancos
111005 | Moneda nacional
111010 | Moneda extranjera
1115 | Remesas en tránsito
111505 | Moneda nacional
111510 | Moneda extranjera
1120 | Cuentas de ahorro
112005 | Bancos
112010 | Corporaciones de ahorro y vivienda
112015 | Organismos cooperativos financieros
1125 | Fondos
112505 | Rotatorios moneda nacional
112510 | Rotatorios moneda extranjera
112515 | Especiales moneda nacional
112520 | Especiales moneda extranjera
112525 | De amortización moneda nacional
112530 | De amortización moneda extranjera
12 | Inversiones
1205 | Acciones
1210 | Cuotas o partes de interés social
1215 | Bonos
121505 | Bonos públicos moneda nacional
121510 | Bonos públicos moneda extranjera
121515 | Bonos ordinarios
121520 | Bonos convertibles en acciones
1220 | Cédulas
1225 | Certificados
122505 | Certificados de depósito a término (CDT)
122510 | Certificados de depósito de ahorro
1230 | Papeles comerciales
1235 | Títulos
1240 | Aceptaciones bancarias o financieras
1245 | Derechos fiduciarios
124505 | Fideicomisos de inversión moneda nacional
124510 | Fideicomisos de inversión moneda extranjera
1250 | Derechos de recompra de inversiones negociadas (repos)
1255 | Obligatorias
1260 | Cuentas en participación
1295 | Otras inversiones
1299 | Provisiones | contra
13 | Deudores | party
1305 | Clientes
130505 | Nacionales
130510 | Del exterior
130515 | Deudores del sistema
1310 | Cuentas corrientes comerciales
131005 | Casa matriz
131010 | Compañías vinculadas
131015 | Accionistas o socios
131020 | Particulares
131095 | Otras
1315 | Cuentas por cobrar a casa matriz
131505 | Ventas
131510 | Pagos a nombre de casa matriz
131515 | Valores recibidos por casa matriz
131520 | Préstamos
1320 | Cuentas por cobrar a vinculados económicos
132005 | Filiales
132010 | Subsidiarias
132015 | Sucursales
1323 | Cuentas por cobrar a directores
1325 | Cuentas por cobrar a socios y accionistas
132505 | A socios
132510 | A accionistas
1328 | Aportes por cobrar
1330 | Anticipos y avances
133005 | A proveedores
133010 | A contratistas
133015 | A trabajadores
133020 | A agentes
133025 | A concesionarios
133030 | De adjudicaciones
133095 | Otros
1332 | Cuentas de operación conjunta
1335 | Depósitos
133505 | Para importaciones
133510 | Para servicios
133515 | Para contratos
133520 | Para responsabilidades
133525 | Para juicios ejecutivos
133530 | Para adquisición de acciones, cuotas o derechos sociales
133535 | En garantía
133595 | Otros
1340 | Promesas de compra venta
134005 | De bienes raíces
134010 | De maquinaria y equipo
134015 | De flota y equipo de transporte
1345 | Ingresos por cobrar
134505 | Dividendos y/o participaciones
134510 | Intereses
134515 | Comisiones
134520 | Honorarios
134525 | Servicios
134530 | Arrendamientos
134535 | CERT por cobrar
134595 | Otros
1350 | Retención sobre contratos
135005 | De construcción
135010 | De prestación de servicios
135095 | Otros
1355 | Anticipo de impuestos y contribuciones o saldos a favor
135505 | Anticipo de impuestos de renta y complementarios
135510 | Anticipo de impuestos de industria y comercio
135515 | Retención en la fuente
135517 | Impuesto a las ventas retenido
135518 | Impuesto de industria y comercio retenido
135520 | Sobrantes en liquidación privada de impuestos
135525 | Contribuciones
135530 | Impuestos descontables
135595 | Otros
1360 | Reclamaciones
136005 | A compañías aseguradoras
136010 | A transportadores
136015 | Por tiquetes aéreos
136095 | Otras
1365 | Cuentas por cobrar a trabajadores
136505 | Vivienda
136510 | Vehículos
136515 | Educación
136520 | Médicos, odontológicos y similares
136525 | Calamidad doméstica
136530 | Responsabilidades
136595 | Otros
1370 | Préstamos a particulares
137005 | Con garantía real
137010 | Con garantía personal
1380 | Deudores varios
138005 | Depositarios
138010 | Comisionistas de bolsas
138015 | Fondo de inversión
138020 | Cuentas por cobrar de terceros
138025 | Pagos por cuenta de terceros
138030 | Fondos de inversión social
138095 | Otros
1385 | Derechos de recompra de cartera negociada
1390 | Deudas de difícil cobro
1399 | Provisiones | contra no-party
139905 | Clientes
139910 | Cuentas corrientes comerciales
139915 | Cuentas por cobrar a casa matriz
139920 | Cuentas por cobrar a vinculados económicos
139925 | Cuentas por cobrar a socios y accionistas
139930 | Anticipos y avances
139932 | Cuentas de operación conjunta
139935 | Depósitos
139940 | Promesas de compraventa
139945 | Ingresos por cobrar
139950 | Retención sobre contratos
139955 | Reclamaciones
139960 | Cuentas por cobrar a trabajadores
139965 | Préstamos a particulares
139975 | Deudores varios
139980 | Derechos de recompra de cartera negociada
14 | Inventarios
1405 | Materias primas
1410 | Productos en proceso
1415 | Obras de construcción en curso
1417 | Obras de urbanismo
1420 | Contratos en ejecución
1425 | Cultivos en desarrollo
1428 | Plantaciones agrícolas
1430 | Productos terminados
143005 | Productos manufacturados
143010 | Productos extraídos y/o procesados
143015 | Productos agrícolas y forestales
143020 | Subproductos
143025 | Productos de pesca
1435 | Mercancías no fabricadas por la empresa
1440 | Bienes raíces para la venta
1445 | Semovientes
1450 | Terrenos
1455 | Materiales, repuestos y accesorios
1460 | Envases y empaques
1465 | Inventarios en tránsito
1499 | Provisiones | contra
149905 | Para obsolescencia
149910 | Para diferencias de inventario físico
149915 | Para pérdidas de inventarios
149920 | LIFO
15 | Propiedades, planta y equipo
1504 | Terrenos
150405 | Urbanos
150410 | Rurales
1506 | Materiales proyectos petroleros
1508 | Construcciones en curso
150805 | Construcciones y edificaciones
150810 | Acueductos, plantas y redes
1512 | Maquinaria y equipos en montaje
1516 | Construcciones y edificaciones
151605 | Edificios
151610 | Oficinas
151615 | Almacenes
151620 | Fábricas y plantas industriales
151625 | Salas de exhibición y ventas
151630 | Cafetería y casinos
151645 | Casetas y campamentos
151655 | Viviendas para empleados y obreros
151670 | Parqueaderos, garajes y depósitos
151680 | Bodegas
151695 | Otros
1520 | Maquinaria y equipo
1524 | Equipo de oficina
152405 | Muebles y enseres
152410 | Equipos
152495 | Otros
1528 | Equipo de computación y comunicación
152805 | Equipos de procesamiento de datos
152810 | Equipos de telecomunicaciones
152815 | Equipos de radio
152820 | Satélites y antenas
152825 | Líneas telefónicas
152895 | Otros
1532 | Equipo médico-científico
153205 | Médico
153210 | Odontológico
153215 | Laboratorio
153220 | Instrumental
153295 | Otros
1536 | Equipo de hoteles y restaurantes
153605 | De habitaciones
153610 | De comestibles y bebidas
153695 | Otros
1540 | Flota y equipo de transporte
154005 | Autos, camionetas y camperos
154008 | Camiones, volquetas y furgones
154010 | Tractomulas y remolques
154015 | Buses y busetas
154017 | Recolectores y contenedores
154020 | Montacargas
154025 | Palas y grúas
154030 | Motocicletas
154035 | Bicicletas
154040 | Estibas y carretas
154045 | Bandas transportadoras
154095 | Otros
1544 | Flota y equipo fluvial y/o marítimo
1548 | Flota y equipo aéreo
1552 | Flota y equipo férreo
1556 | Acueductos, plantas y redes
1560 | Armamento de vigilancia
1562 | Envases y empaques
1564 | Plantaciones agrícolas y forestales
1568 | Vías de comunicación
1572 | Minas y canteras
1576 | Pozos artesianos
1580 | Yacimientos
1584 | Semovientes
1588 | Propiedades, planta y equipo en tránsito
1592 | Depreciación acumulada | contra
159205 | Construcciones y edificaciones
159210 | Maquinaria y equipo
159215 | Equipo de oficina
159220 | Equipo de computación y comunicación
159225 | Equipo médico-científico
159230 | Equipo de hoteles y restaurantes
159235 | Flota y equipo de transporte
159240 | Flota y equipo fluvial y/o marítimo
159245 | Flota y equipo aéreo
159250 | Flota y equipo férreo
159255 | Acueductos, plantas y redes
159260 | Armamento de vigilancia
159265 | Envases y empaques
# 1596 holds the excess of tax depreciation over the books (debit) and its defect (credit).
1596 | Depreciación diferida
159605 | Exceso fiscal sobre la contable
159610 | Defecto fiscal sobre la contable (CR) | contra
1597 | Amortización acumulada | contra
159705 | Plantaciones agrícolas y forestales
159710 | Vías de comunicación
159715 | Semovientes
1598 | Agotamiento acumulado | contra
159805 | Minas y canteras
159815 | Pozos artesianos
159820 | Yacimientos
1599 | Provisiones | contra
16 | Intangibles
1605 | Crédito mercantil
160505 | Formado o estimado
160510 | Adquirido o comprado
1610 | Marcas
161005 | Adquiridas
161010 | Formadas
1615 | Patentes
161505 | Adquiridas
161510 | Formadas
1620 | Concesiones y franquicias
162005 | Concesiones
162010 | Franquicias
1625 | Derechos
162505 | Derechos de autor
162510 | Puesto de bolsa
162515 | En fideicomisos inmobiliarios
162520 | En fideicomisos de garantía
162525 | En fideicomisos de administración
162530 | De exhibición - películas
162535 | En bienes recibidos en arrendamiento financiero (leasing)
162595 | Otros
1630 | Know how
1635 | Licencias
1698 | Depreciación y/o amortización acumulada | contra
169805 | Crédito mercantil
169810 | Marcas
169815 | Patentes
169820 | Concesiones y franquicias
169830 | Derechos
169835 | Know how
169840 | Licencias
1699 | Provisiones | contra
17 | Diferidos
1705 | Gastos pagados por anticipado
170505 | Intereses
170510 | Honorarios
170515 | Comisiones
170520 | Seguros y fianzas
170525 | Arrendamientos
170530 | Bodegajes
170535 | Mantenimiento equipos
170540 | Servicios
170545 | Suscripciones
170595 | Otros
1710 | Cargos diferidos
171004 | Organización y preoperativos
171008 | Remodelaciones
171012 | Estudios, investigaciones y proyectos
171016 | Programas para computador (software)
171020 | Útiles y papelería
171024 | Mejoras a propiedades ajenas
171028 | Contribuciones y afiliaciones
171032 | Entrenamiento de personal
171036 | Ferias y exposiciones
171040 | Licencias
171044 | Publicidad, propaganda y promoción
171048 | Elementos de aseo y cafetería
171052 | Moldes y troqueles
171056 | Instrumental quirúrgico
171060 | Dotación y suministro a trabajadores
171064 | Elementos de ropería y lencería
171068 | Loza y cristalería
171069 | Platería
171070 | Cubiertería
171076 | Impuesto de renta diferido «débitos» por diferencias temporales
171080 | Concursos y licitaciones
171095 | Otros
1715 | Costos de exploración por amortizar
1720 | Costos de explotación y desarrollo
1730 | Cargos por corrección monetaria diferida
1798 | Amortización acumulada | contra
179805 | Costos de exploración por amortizar
179810 | Costos de explotación y desarrollo
18 | Otros activos
1805 | Bienes de arte y cultura
180505 | Obras de arte
180510 | Bibliotecas
180595 | Otros
1895 | Diversos
189505 | Máquinas porteadoras
189510 | Bienes entregados en comodato
189515 | Amortización acumulada de bienes entregados en comodato (CR) | contra
189520 | Bienes recibidos en pago
189525 | Derechos sucesorales
189530 | Estampillas
189595 | Otros
1899 | Provisiones | contra
189905 | Bienes de arte y cultura
189995 | Diversos
19 | Valorizaciones
1905 | De inversiones
190505 | Acciones
190510 | Cuotas o partes de interés social
190515 | Derechos fiduciarios
1910 | De propiedades, planta y equipo
191004 | Terrenos
191008 | Construcciones y edificaciones
191012 | Maquinaria y equipo
191016 | Equipo de oficina
191020 | Equipo de computación y comunicación
191032 | Flota y equipo de transporte
1995 | De otros activos
199505 | Bienes de arte y cultura
199510 | Bienes entregados en comodato
199515 | Bienes recibidos en pago
199520 | Inventario de semovientes
`;
