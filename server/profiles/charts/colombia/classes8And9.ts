/**
 * PUC classes 8 and 9, cuentas de orden. Each group has its counterpart «por contra», on the other
 * side. Source and scope as in class 1.
 */
export const CLASSES_8_AND_9 = `
8 | Cuentas de orden deudoras | memorandum debit
81 | Derechos contingentes
8105 | Bienes y valores entregados en custodia
810505 | Valores mobiliarios
810510 | Bienes muebles
8110 | Bienes y valores entregados en garantía
811005 | Valores mobiliarios
811010 | Bienes muebles
811015 | Bienes inmuebles
811020 | Contratos de ganado en participación
8115 | Bienes y valores en poder de terceros
811505 | En arrendamiento
811510 | En préstamo
811515 | En depósito
811520 | En consignación
8120 | Litigios y/o demandas
812005 | Ejecutivos
812010 | Incumplimiento de contratos
8125 | Promesas de compraventa
8195 | Diversas
819505 | Valores adquiridos por recibir
819595 | Otras
82 | Deudoras fiscales
83 | Deudoras de control
8305 | Bienes recibidos en arrendamiento financiero
830505 | Bienes muebles
830510 | Bienes inmuebles
8310 | Títulos de inversión no colocados
831005 | Acciones
831010 | Bonos
831095 | Otros
8315 | Propiedades, planta y equipo totalmente depreciados, agotados y/o amortizados
8320 | Créditos a favor no utilizados
832005 | País
832010 | Exterior
8325 | Activos castigados
832505 | Inversiones
832510 | Deudores
832595 | Otros activos
8330 | Títulos de inversión amortizados
833005 | Bonos
833095 | Otros
8335 | Capitalización por revalorización de patrimonio
8395 | Otras cuentas deudoras de control
839505 | Cheques posfechados
839510 | Certificados de depósito a término
839515 | Cheques devueltos
839520 | Bienes y valores en fideicomiso
839595 | Diversas
8399 | Ajustes por inflación activos
84 | Derechos contingentes por contra (CR) | contra
85 | Deudoras fiscales por contra (CR) | contra
86 | Deudoras de control por contra (CR) | contra
9 | Cuentas de orden acreedoras | memorandum credit
91 | Responsabilidades contingentes
9105 | Bienes y valores recibidos en custodia
910505 | Valores mobiliarios
910510 | Bienes muebles
9110 | Bienes y valores recibidos en garantía
911005 | Valores mobiliarios
911010 | Bienes muebles
911015 | Bienes inmuebles
911020 | Contratos de ganado en participación
9115 | Bienes y valores recibidos de terceros
911505 | En arrendamiento
911510 | En préstamo
911515 | En depósito
911520 | En consignación
911525 | En comodato
9120 | Litigios y/o demandas
912005 | Laborales
912010 | Civiles
912015 | Administrativos o arbitrales
912020 | Tributarios
9125 | Promesas de compraventa
9130 | Contratos de administración delegada
9135 | Cuentas en participación
9195 | Otras responsabilidades contingentes
92 | Acreedoras fiscales
93 | Acreedoras de control
9305 | Contratos de arrendamiento financiero
930505 | Bienes muebles
930510 | Bienes inmuebles
9395 | Otras cuentas de orden acreedoras de control
9399 | Ajustes por inflación patrimonio
94 | Responsabilidades contingentes por contra (DB) | contra
95 | Acreedoras fiscales por contra (DB) | contra
96 | Acreedoras de control por contra (DB) | contra
`;
