/**
 * PUC class 7. The decree defines its groups and leaves the accounts to each company.
 */
export const CLASS_7 = `
7 | Costos de producción o de operación | cost
71 | Materia prima
72 | Mano de obra directa
73 | Costos indirectos
74 | Contratos de servicios
`;
