/**
 * PUC class 6. Source and scope as in class 1; group 61, like 41, comes without its catalogue by
 * economic sector.
 */
export const CLASS_6 = `
6 | Costos de ventas | cost party
61 | Costo de ventas y de prestación de servicios
6105 | Agricultura, ganadería, caza y silvicultura
6110 | Pesca
6115 | Explotación de minas y canteras
6120 | Industrias manufactureras
6125 | Suministro de electricidad, gas y agua
6130 | Construcción
6135 | Comercio al por mayor y al por menor
6140 | Hoteles y restaurantes
6145 | Transporte, almacenamiento y comunicaciones
6150 | Actividad financiera
6155 | Actividades inmobiliarias, empresariales y de alquiler
6160 | Enseñanza
6165 | Servicios sociales y de salud
6170 | Otras actividades de servicios comunitarios, sociales y personales
62 | Compras
6205 | De mercancías
6210 | De materias primas
6215 | De materiales indirectos
6220 | Compra de energía
6225 | Devoluciones en compras (CR) | contra
`;
