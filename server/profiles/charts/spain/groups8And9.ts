/**
 * PGC groups 8 and 9, gastos e ingresos imputados al patrimonio neto. Only RD 1514/2007 has them.
 * `into` names the account of subgroups 11 and 13 that takes each balance at the year end, as its
 * fifth part says, and none of them enters the result (`apart`). Income tax (830, 833, 838) follows the
 * item that it taxes, so no account is fixed for it here.
 */
export const GROUPS_8_AND_9 = `
8 | Gastos imputados al patrimonio neto | expense apart only:pgc
80 | Gastos financieros por valoración de activos y pasivos | into:133
800 | Pérdidas en activos financieros a valor razonable con cambios en el patrimonio neto
802 | Transferencia de beneficios en activos financieros a valor razonable con cambios en el patrimonio neto
81 | Gastos en operaciones de cobertura | into:1340
810 | Pérdidas por coberturas de flujos de efectivo
811 | Pérdidas por coberturas de inversiones netas en un negocio en el extranjero | into:1341
812 | Transferencia de beneficios por coberturas de flujos de efectivo
813 | Transferencia de beneficios por coberturas de inversiones netas en un negocio en el extranjero | into:1341
82 | Gastos por diferencias de conversión | into:135
820 | Diferencias de conversión negativas
821 | Transferencia de diferencias de conversión positivas
83 | Impuesto sobre beneficios
830 | Impuesto sobre beneficios
8300 | Impuesto corriente
8301 | Impuesto diferido
833 | Ajustes negativos en la imposición sobre beneficios
834 | Ingresos fiscales por diferencias permanentes | contra into:1370
835 | Ingresos fiscales por deducciones y bonificaciones | contra into:1371
836 | Transferencia de diferencias permanentes | into:1370
837 | Transferencia de deducciones y bonificaciones | into:1371
838 | Ajustes positivos en la imposición sobre beneficios | contra
84 | Transferencias de subvenciones, donaciones y legados
840 | Transferencia de subvenciones oficiales de capital | into:130
841 | Transferencia de donaciones y legados de capital | into:131
842 | Transferencia de otras subvenciones, donaciones y legados | into:132
85 | Gastos por pérdidas actuariales y ajustes en los activos por retribuciones a largo plazo de prestación definida | into:115
850 | Pérdidas actuariales
851 | Ajustes negativos en activos por retribuciones a largo plazo de prestación definida
86 | Gastos por activos no corrientes en venta | into:136
860 | Pérdidas en activos no corrientes y grupos enajenables de elementos mantenidos para la venta
862 | Transferencia de beneficios en activos no corrientes y grupos enajenables de elementos mantenidos para la venta
89 | Gastos de participaciones en empresas del grupo o asociadas con ajustes valorativos positivos previos | into:133
891 | Deterioro de participaciones en el patrimonio, empresas del grupo
892 | Deterioro de participaciones en el patrimonio, empresas asociadas
9 | Ingresos imputados al patrimonio neto | income apart only:pgc
90 | Ingresos financieros por valoración de activos y pasivos | into:133
900 | Beneficios en activos financieros a valor razonable con cambios en el patrimonio neto
902 | Transferencia de pérdidas de activos financieros a valor razonable con cambios en el patrimonio neto
91 | Ingresos en operaciones de cobertura | into:1340
910 | Beneficios por coberturas de flujos de efectivo
911 | Beneficios por coberturas de una inversión neta en un negocio en el extranjero | into:1341
912 | Transferencia de pérdidas por coberturas de flujos de efectivo
913 | Transferencia de pérdidas por coberturas de una inversión neta en un negocio en el extranjero | into:1341
92 | Ingresos por diferencias de conversión | into:135
920 | Diferencias de conversión positivas
921 | Transferencia de diferencias de conversión negativas
94 | Ingresos por subvenciones, donaciones y legados
940 | Ingresos de subvenciones oficiales de capital | into:130
941 | Ingresos de donaciones y legados de capital | into:131
942 | Ingresos de otras subvenciones, donaciones y legados | into:132
95 | Ingresos por ganancias actuariales y ajustes en los activos por retribuciones a largo plazo de prestación definida | into:115
950 | Ganancias actuariales
951 | Ajustes positivos en activos por retribuciones a largo plazo de prestación definida
96 | Ingresos por activos no corrientes en venta | into:136
960 | Beneficios en activos no corrientes y grupos enajenables de elementos mantenidos para la venta
962 | Transferencia de pérdidas en activos no corrientes y grupos enajenables de elementos mantenidos para la venta
99 | Ingresos de participaciones en empresas del grupo o asociadas con ajustes valorativos negativos previos | into:133
991 | Recuperación de ajustes valorativos negativos previos, empresas del grupo
992 | Recuperación de ajustes valorativos negativos previos, empresas asociadas
993 | Transferencia por deterioro de ajustes valorativos negativos previos, empresas del grupo
994 | Transferencia por deterioro de ajustes valorativos negativos previos, empresas asociadas
`;
