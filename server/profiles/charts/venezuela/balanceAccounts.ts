/**
 * Venezuelan suggested plan: activo, pasivo, patrimonio. No law fixes a chart for private companies;
 * this one follows the headings of VEN-NIF statements and gives the taxes, withholdings and
 * contributions of the country their own accounts. Codes are X.X.X.XX (P01). Third parties are asked
 * for where a RIF is reported or a balance is settled with somebody.
 */
export const BALANCE_ACCOUNTS = `
1 | Activo | asset
1.1 | Activo corriente
1.1.1 | Efectivo y equivalentes de efectivo
1.1.1.01 | Caja principal
1.1.1.02 | Caja chica
1.1.1.03 | Caja moneda extranjera
1.1.1.04 | Puntos de venta por conciliar
1.1.1.05 | Bancos nacionales moneda nacional
1.1.1.06 | Bancos nacionales moneda extranjera
1.1.1.07 | Bancos del exterior
1.1.1.08 | Colocaciones a la vista
1.1.1.09 | Transferencias en tránsito
1.1.2 | Inversiones temporales
1.1.2.01 | Colocaciones a plazo
1.1.2.02 | Bonos y papeles comerciales
1.1.2.03 | Acciones negociables
1.1.3 | Cuentas por cobrar comerciales | party
1.1.3.01 | Clientes nacionales
1.1.3.02 | Clientes del exterior
1.1.3.03 | Efectos por cobrar
1.1.3.04 | Cheques devueltos
1.1.3.05 | Estimación para cuentas de cobro dudoso | contra no-party
1.1.4 | Otras cuentas por cobrar | party
1.1.4.01 | Anticipos a proveedores
1.1.4.02 | Préstamos y anticipos a empleados
1.1.4.03 | Cuentas por cobrar a accionistas
1.1.4.04 | Cuentas por cobrar a compañías relacionadas
1.1.4.05 | Reclamos al seguro
1.1.4.06 | Otras cuentas por cobrar
1.1.5 | Impuestos y retenciones por recuperar
1.1.5.01 | IVA crédito fiscal
1.1.5.02 | IVA crédito fiscal por importaciones
1.1.5.03 | Excedente de crédito fiscal de IVA
1.1.5.04 | Retenciones de IVA soportadas por aplicar | party
1.1.5.05 | Anticipo de ISLR, declaración estimada
1.1.5.06 | Retenciones de ISLR soportadas | party
1.1.5.07 | ISLR pagado en exceso
1.1.5.08 | Anticipo de impuesto municipal
1.1.5.09 | Retenciones de impuesto municipal soportadas | party
1.1.6 | Inventarios
1.1.6.01 | Mercancías
1.1.6.02 | Materias primas
1.1.6.03 | Productos en proceso
1.1.6.04 | Productos terminados
1.1.6.05 | Materiales, repuestos y suministros
1.1.6.06 | Mercancías en tránsito
1.1.6.07 | Estimación para inventarios obsoletos | contra
1.1.7 | Gastos pagados por anticipado
1.1.7.01 | Seguros pagados por anticipado
1.1.7.02 | Alquileres pagados por anticipado
1.1.7.03 | Publicidad pagada por anticipado
1.1.7.04 | Intereses pagados por anticipado
1.1.7.05 | Otros gastos pagados por anticipado
1.2 | Activo no corriente
1.2.1 | Propiedades, planta y equipo
1.2.1.01 | Terrenos
1.2.1.02 | Edificaciones
1.2.1.03 | Maquinaria y equipo
1.2.1.04 | Vehículos
1.2.1.05 | Mobiliario y equipo de oficina
1.2.1.06 | Equipos de computación
1.2.1.07 | Mejoras a la propiedad arrendada
1.2.1.08 | Construcciones en proceso
1.2.2 | Depreciación acumulada | contra
1.2.2.02 | Depreciación acumulada de edificaciones
1.2.2.03 | Depreciación acumulada de maquinaria y equipo
1.2.2.04 | Depreciación acumulada de vehículos
1.2.2.05 | Depreciación acumulada de mobiliario y equipo de oficina
1.2.2.06 | Depreciación acumulada de equipos de computación
1.2.2.07 | Amortización acumulada de mejoras a la propiedad arrendada
1.2.2.09 | Deterioro acumulado de propiedades, planta y equipo
1.2.3 | Activos intangibles
1.2.3.01 | Programas y licencias de computación
1.2.3.02 | Marcas y patentes
1.2.3.03 | Plusvalía
1.2.3.09 | Amortización acumulada de intangibles | contra
1.2.4 | Propiedades de inversión
1.2.4.01 | Terrenos y edificaciones de inversión
1.2.4.09 | Depreciación acumulada de propiedades de inversión | contra
1.2.5 | Inversiones permanentes
1.2.5.01 | Inversiones en compañías relacionadas
1.2.5.02 | Bonos y títulos a largo plazo
1.2.6 | Otros activos no corrientes
1.2.6.01 | Depósitos en garantía | party
1.2.6.02 | Impuesto sobre la renta diferido activo
1.2.6.03 | Cuentas por cobrar a largo plazo | party
1.2.6.04 | Fondo fiduciario de garantía de prestaciones sociales
2 | Pasivo | liability
2.1 | Pasivo corriente
2.1.1 | Obligaciones financieras | party
2.1.1.01 | Sobregiros bancarios
2.1.1.02 | Préstamos bancarios a corto plazo
2.1.1.03 | Porción corriente de deuda a largo plazo
2.1.1.04 | Tarjetas de crédito corporativas
2.1.1.05 | Intereses por pagar
2.1.2 | Cuentas por pagar comerciales | party
2.1.2.01 | Proveedores nacionales
2.1.2.02 | Proveedores del exterior
2.1.2.03 | Efectos por pagar
2.1.2.04 | Mercancía recibida por facturar
2.1.3 | Otras cuentas por pagar | party
2.1.3.01 | Anticipos de clientes
2.1.3.02 | Cuentas por pagar a accionistas
2.1.3.03 | Cuentas por pagar a compañías relacionadas
2.1.3.04 | Dividendos por pagar
2.1.3.05 | Honorarios profesionales por pagar
2.1.3.06 | Servicios por pagar
2.1.3.07 | Alquileres por pagar
2.1.3.09 | Otras cuentas por pagar
2.1.4 | Impuestos por pagar
2.1.4.01 | IVA débito fiscal
2.1.4.02 | IVA por pagar
2.1.4.03 | ISLR por pagar
2.1.4.04 | Impuesto a las grandes transacciones financieras (IGTF) por enterar
2.1.4.05 | Impuesto municipal sobre actividades económicas por pagar
2.1.4.06 | Impuesto a los grandes patrimonios por pagar
2.1.4.07 | Otros impuestos y tasas por pagar
2.1.5 | Retenciones por enterar | party
2.1.5.01 | Retenciones de IVA por enterar
2.1.5.02 | Retenciones de ISLR a proveedores por enterar
2.1.5.03 | Retenciones de ISLR a empleados por enterar
2.1.5.04 | Retenciones de ISLR a accionistas por enterar
2.1.5.05 | Retenciones de impuesto municipal por enterar
2.1.6 | Aportes y retenciones parafiscales por pagar
2.1.6.01 | IVSS, aporte patronal
2.1.6.02 | IVSS, retención a empleados
2.1.6.03 | Régimen prestacional de empleo, aporte patronal
2.1.6.04 | Régimen prestacional de empleo, retención a empleados
2.1.6.05 | FAOV, aporte patronal
2.1.6.06 | FAOV, retención a empleados
2.1.6.07 | INCES, aporte patronal
2.1.6.08 | INCES, retención a empleados
2.1.6.09 | Contribución especial para la protección de las pensiones por pagar
2.1.6.10 | Aporte de ciencia, tecnología e innovación (LOCTI) por pagar
2.1.6.11 | Aporte antidrogas por pagar
2.1.6.12 | Aporte al deporte y la actividad física por pagar
2.1.7 | Obligaciones laborales
2.1.7.01 | Sueldos y salarios por pagar | party
2.1.7.02 | Utilidades por pagar
2.1.7.03 | Vacaciones por pagar
2.1.7.04 | Bono vacacional por pagar
2.1.7.05 | Prestaciones sociales por pagar, porción corriente
2.1.7.06 | Intereses sobre prestaciones sociales por pagar
2.1.7.07 | Beneficio de alimentación por pagar
2.1.7.08 | Caja de ahorro y otras retenciones a empleados
2.1.7.09 | Embargos de sueldos | party
2.1.8 | Ingresos diferidos y provisiones
2.1.8.01 | Ingresos cobrados por anticipado
2.1.8.02 | Provisión para contingencias
2.1.8.03 | Otras provisiones
2.2 | Pasivo no corriente
2.2.1 | Obligaciones a largo plazo | party
2.2.1.01 | Préstamos bancarios a largo plazo
2.2.1.02 | Efectos por pagar a largo plazo
2.2.1.03 | Cuentas por pagar a compañías relacionadas a largo plazo
2.2.1.04 | Cuentas por pagar a accionistas a largo plazo
2.2.2 | Obligaciones laborales a largo plazo
2.2.2.01 | Prestaciones sociales
2.2.2.02 | Anticipos de prestaciones sociales | contra party
2.2.3 | Otros pasivos no corrientes
2.2.3.01 | Impuesto sobre la renta diferido pasivo
2.2.3.02 | Depósitos recibidos en garantía | party
3 | Patrimonio | equity
3.1 | Capital
3.1.1 | Capital social
3.1.1.01 | Capital social suscrito
3.1.1.02 | Capital suscrito no pagado | contra
3.1.1.03 | Aportes para futuras capitalizaciones
3.1.1.04 | Actualización del capital social
3.1.1.05 | Acciones en tesorería | contra
3.1.1.06 | Prima en emisión de acciones
3.2 | Reservas
3.2.1 | Reservas de capital
3.2.1.01 | Reserva legal
3.2.1.02 | Reservas estatutarias
3.2.1.03 | Reservas voluntarias
3.3 | Resultados
3.3.1 | Resultados acumulados
3.3.1.01 | Utilidades no distribuidas
3.3.1.02 | Pérdidas acumuladas | contra
3.3.2 | Resultado del ejercicio
3.3.2.01 | Utilidad o pérdida del ejercicio
3.4 | Otros resultados integrales
3.4.1 | Superávit y ajustes del patrimonio
3.4.1.01 | Superávit por revaluación
3.4.1.02 | Resultado por conversión de moneda extranjera
3.4.1.03 | Resultado acumulado por exposición a la inflación
`;
