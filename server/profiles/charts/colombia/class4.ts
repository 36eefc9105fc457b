/**
 * PUC class 4. Source and scope as in class 1. Group 41 is a catalogue by economic sector: its
 * accounts come without subaccounts, ready to be posted or divided by each company.
 */
export const CLASS_4 = `
4 | Ingresos | income party
41 | Operacionales
4105 | Agricultura, ganadería, caza y silvicultura
4110 | Pesca
4115 | Explotación de minas y canteras
4120 | Industrias manufactureras
4125 | Suministro de electricidad, gas y agua
4130 | Construcción
4135 | Comercio al por mayor y al por menor
4140 | Hoteles y restaurantes
4145 | Transporte, almacenamiento y comunicaciones
4150 | Actividad financiera
4155 | Actividades inmobiliarias, empresariales y de alquiler
4160 | Enseñanza
4165 | Servicios sociales y de salud
4170 | Otras actividades de servicios comunitarios, sociales y personales
4175 | Devoluciones en ventas (DB) | contra
42 | No operacionales
4205 | Otras ventas
420505 | Materia prima
420510 | Material de desecho
420515 | Materiales varios
420520 | Productos de diversificación
420525 | Excedentes de exportación
420530 | Envases y empaques
420535 | Productos agrícolas
420540 | De propaganda
420545 | Productos en remate
420550 | Combustibles y lubricantes
4210 | Financieros
421005 | Intereses
421010 | Reajuste monetario - UPAC (hoy UVR)
421015 | Descuentos amortizados
421020 | Diferencia en cambio
421025 | Financiación vehículos
421030 | Financiación sistemas de viajes
421035 | Aceptaciones bancarias
421040 | Descuentos comerciales condicionados
421045 | Descuentos bancarios
421050 | Comisiones cheques de otras plazas
421055 | Multas y recargos
421060 | Sanciones cheques devueltos
421095 | Otros
4215 | Dividendos y participaciones
421505 | De sociedades anónimas y/o asimiladas
421510 | De sociedades limitadas y/o asimiladas
4218 | Ingresos método de participación
421805 | De sociedades anónimas y/o asimiladas
421810 | De sociedades limitadas y/o asimiladas
4220 | Arrendamientos
422005 | Terrenos
422010 | Construcciones y edificios
422015 | Maquinaria y equipo
422020 | Equipo de oficina
422025 | Equipo de computación y comunicación
422030 | Equipo médico-científico
422035 | Equipo de hoteles y restaurantes
422040 | Flota y equipo de transporte
4225 | Comisiones
422505 | Sobre inversiones
422510 | De concesionarios
422515 | De actividades financieras
422520 | Por venta de servicios de taller
422525 | Por venta de seguros
422530 | Por ingresos para terceros
422535 | Por distribución de películas
422540 | Derechos de autor
422545 | Derechos de programación
4230 | Honorarios
423005 | Asesorías
423010 | Asistencia técnica
423015 | Administración de vinculadas
4235 | Servicios
423505 | De báscula
423510 | De transporte
423515 | De prensa
423520 | Administrativos
423525 | Técnicos
423530 | De computación
423535 | De telefax
423540 | Taller de vehículos
423565 | De mantenimiento
423570 | Al personal
423575 | De casino
423580 | Fletes
423585 | Entre compañías
423595 | Otros
4240 | Utilidad en venta de inversiones
424005 | Acciones
424010 | Cuotas o partes de interés social
424015 | Bonos
424020 | Cédulas
424025 | Certificados
424030 | Papeles comerciales
424035 | Títulos
424045 | Derechos fiduciarios
424050 | Obligatorias
424095 | Otras
4245 | Utilidad en venta de propiedades, planta y equipo
424504 | Terrenos
424516 | Construcciones y edificaciones
424520 | Maquinaria y equipo
424524 | Equipo de oficina
424528 | Equipo de computación y comunicación
424540 | Flota y equipo de transporte
4248 | Utilidad en venta de otros bienes
424805 | Intangibles
424810 | Otros activos
4250 | Recuperaciones
425005 | Deudas malas
425010 | Seguros
425015 | Reclamos
425020 | Reintegro por personal en comisión
425025 | Reintegro garantías
425030 | Descuentos concedidos
425035 | De provisiones
425040 | Gastos bancarios
425045 | De depreciación
425050 | Reintegro de otros costos y gastos
4255 | Indemnizaciones
425505 | Por siniestro
425510 | Por suministros
425515 | Lucro cesante compañías de seguros
425520 | Daño emergente compañías de seguros
425525 | Por pérdida de mercancía
425530 | Por incumplimiento de contratos
425535 | De terceros
425540 | Por incapacidades ISS
425595 | Otras
4260 | Participaciones en concesiones
4265 | Ingresos de ejercicios anteriores
4275 | Devoluciones en otras ventas (DB) | contra
4295 | Diversos
429505 | Aprovechamientos
429507 | Auxilios
429509 | Subvenciones
429511 | Ingresos por investigación y desarrollo
429513 | Por trabajos ejecutados
429515 | Regalías
429517 | Derivados de las exportaciones
429519 | Otros ingresos de explotación
429533 | Multas y recargos
429537 | Reclamos
429540 | Recobro de daños
429543 | Premios
429545 | Bonificaciones
429551 | Excedentes
429553 | Sobrantes de caja
429557 | Subsidios estatales
429581 | Ajuste al peso
429595 | Otros
47 | Ajustes por inflación | no-party
4705 | Corrección monetaria
`;
