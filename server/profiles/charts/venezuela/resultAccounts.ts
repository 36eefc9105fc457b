/**
 * Venezuelan suggested plan: ingresos, costos, gastos, otros y cuentas de orden. Scope as in the
 * balance accounts.
 */
export const RESULT_ACCOUNTS = `
4 | Ingresos | income
4.1 | Ingresos operacionales
4.1.1 | Ventas
4.1.1.01 | Ventas nacionales
4.1.1.02 | Ventas de exportación
4.1.1.03 | Ventas exentas y exoneradas
4.1.2 | Prestación de servicios
4.1.2.01 | Ingresos por servicios
4.1.2.02 | Ingresos por honorarios
4.1.2.03 | Ingresos por comisiones
4.1.3 | Devoluciones, descuentos y rebajas en ventas | contra
4.1.3.01 | Devoluciones en ventas
4.1.3.02 | Descuentos en ventas
5 | Costos | cost
5.1 | Costo de ventas
5.1.1 | Costo de la mercancía vendida
5.1.1.01 | Costo de ventas
5.1.1.02 | Compras nacionales
5.1.1.03 | Compras importadas
5.1.1.04 | Gastos de importación y aduana
5.1.1.05 | Fletes en compras
5.1.1.06 | Devoluciones en compras | contra
5.1.1.07 | Descuentos en compras | contra
5.1.1.08 | Variación de inventarios
5.1.2 | Costo de los servicios prestados
5.1.2.01 | Personal directo de servicios
5.1.2.02 | Servicios contratados a terceros
5.1.2.03 | Materiales de servicios
5.2 | Costo de producción
5.2.1 | Elementos del costo de producción
5.2.1.01 | Materia prima consumida
5.2.1.02 | Mano de obra directa
5.2.1.03 | Mano de obra indirecta
5.2.1.04 | Energía y combustibles de planta
5.2.1.05 | Mantenimiento de planta
5.2.1.06 | Depreciación de planta
5.2.1.07 | Otros costos indirectos de fabricación
6 | Gastos | expense
6.1 | Gastos operativos
6.1.1 | Gastos de personal
6.1.1.01 | Sueldos y salarios
6.1.1.02 | Horas extras
6.1.1.03 | Comisiones al personal
6.1.1.04 | Utilidades
6.1.1.05 | Vacaciones
6.1.1.06 | Bono vacacional
6.1.1.07 | Prestaciones sociales
6.1.1.08 | Intereses sobre prestaciones sociales
6.1.1.09 | Beneficio de alimentación
6.1.1.10 | Aporte patronal IVSS
6.1.1.11 | Aporte patronal régimen prestacional de empleo
6.1.1.12 | Aporte patronal FAOV
6.1.1.13 | Aporte patronal INCES
6.1.1.14 | Contribución especial para la protección de las pensiones
6.1.1.15 | Seguro de hospitalización, cirugía y maternidad
6.1.1.16 | Adiestramiento del personal
6.1.1.17 | Uniformes e implementos de seguridad
6.1.1.18 | Otros gastos de personal
6.1.2 | Gastos de administración
6.1.2.01 | Honorarios profesionales
6.1.2.02 | Alquileres
6.1.2.03 | Condominio
6.1.2.04 | Electricidad
6.1.2.05 | Agua y aseo urbano
6.1.2.06 | Teléfono e internet
6.1.2.07 | Mantenimiento y reparaciones
6.1.2.08 | Papelería y artículos de oficina
6.1.2.09 | Artículos de limpieza
6.1.2.10 | Seguros
6.1.2.11 | Vigilancia
6.1.2.12 | Combustibles y lubricantes
6.1.2.13 | Viáticos y pasajes
6.1.2.14 | Gastos de representación
6.1.2.15 | Gastos legales y de registro
6.1.2.16 | Licencias y servicios de computación
6.1.2.17 | Cuotas y suscripciones
6.1.2.18 | Donaciones
6.1.2.19 | Otros gastos de administración
6.1.3 | Gastos de ventas
6.1.3.01 | Publicidad y promoción
6.1.3.02 | Fletes y transporte en ventas
6.1.3.03 | Comisiones a terceros
6.1.3.04 | Comisiones por puntos de venta
6.1.3.05 | Cuentas incobrables
6.1.3.06 | Otros gastos de ventas
6.1.4 | Tributos y contribuciones
6.1.4.01 | Impuesto municipal sobre actividades económicas
6.1.4.02 | Impuesto sobre inmuebles urbanos
6.1.4.03 | Impuesto sobre vehículos
6.1.4.04 | Publicidad comercial, impuesto municipal
6.1.4.05 | Timbres fiscales y tasas
6.1.4.06 | Impuesto a las grandes transacciones financieras (IGTF)
6.1.4.07 | Aporte de ciencia, tecnología e innovación (LOCTI)
6.1.4.08 | Aporte antidrogas
6.1.4.09 | Aporte al deporte y la actividad física
6.1.4.10 | IVA no deducible
6.1.5 | Depreciación, amortización y deterioro
6.1.5.01 | Depreciación de edificaciones
6.1.5.02 | Depreciación de maquinaria y equipo
6.1.5.03 | Depreciación de vehículos
6.1.5.04 | Depreciación de mobiliario y equipo de oficina
6.1.5.05 | Depreciación de equipos de computación
6.1.5.06 | Amortización de intangibles y mejoras
6.1.5.07 | Pérdida por deterioro de activos
# Class 7 holds both sides; each subgroup states its own.
7 | Otros ingresos y egresos | expense
7.1 | Otros ingresos | income
7.1.1 | Ingresos financieros
7.1.1.01 | Intereses ganados
7.1.1.02 | Ganancia en diferencial cambiario
7.1.1.03 | Dividendos ganados
7.1.2 | Otros ingresos diversos
7.1.2.01 | Ganancia en venta de propiedades, planta y equipo
7.1.2.02 | Ganancia en venta de inversiones
7.1.2.03 | Alquileres ganados
7.1.2.04 | Indemnizaciones de seguros
7.1.2.05 | Sobrantes de caja e inventario
7.1.2.09 | Otros ingresos
7.2 | Otros egresos | expense
7.2.1 | Gastos financieros
7.2.1.01 | Intereses bancarios
7.2.1.02 | Comisiones y gastos bancarios
7.2.1.03 | Pérdida en diferencial cambiario
7.2.2 | Otros egresos diversos
7.2.2.01 | Pérdida en venta de propiedades, planta y equipo
7.2.2.02 | Pérdida en venta de inversiones
7.2.2.03 | Multas y sanciones
7.2.2.04 | Pérdidas por siniestros
7.2.2.05 | Faltantes de caja e inventario
7.2.2.09 | Otros egresos
7.3 | Resultado monetario | expense
7.3.1 | Exposición a la inflación
7.3.1.01 | Resultado monetario del ejercicio (REME)
7.4 | Impuesto sobre la renta | expense
7.4.1 | Gasto de impuesto sobre la renta
7.4.1.01 | Impuesto sobre la renta corriente
7.4.1.02 | Impuesto sobre la renta diferido
8 | Cuentas de orden deudoras | memorandum debit
8.1 | Cuentas de orden deudoras
8.1.1 | Bienes y derechos de control
8.1.1.01 | Mercancías entregadas en consignación
8.1.1.02 | Garantías otorgadas
8.1.1.03 | Activos totalmente depreciados
8.1.1.04 | Cuentas incobrables castigadas
9 | Cuentas de orden acreedoras | memorandum credit
9.1 | Cuentas de orden acreedoras
9.1.1 | Bienes y compromisos de control, por contra
9.1.1.01 | Mercancías entregadas en consignación, por contra
9.1.1.02 | Garantías otorgadas, por contra
9.1.1.03 | Activos totalmente depreciados, por contra
9.1.1.04 | Cuentas incobrables castigadas, por contra
`;
