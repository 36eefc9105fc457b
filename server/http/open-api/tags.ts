// The chapters of the API, in the order in which somebody learns it.

export const tags = {
  Sesiones: 'Entrar con correo y contraseña, ver a qué empresas se llega, y salir.',
  Empresas: 'La empresa: sus libros, sus tipos de comprobante, su moneda y sus dos versiones.',
  Cuentas: 'El plan de cuentas: leerlo, añadir cuentas y decir dónde cierran.',
  Ejercicios: 'Los ejercicios, el bloqueo de fechas y lo que contabilizaría la regularización.',
  Comprobantes: 'Validar, guardar, contabilizar, corregir, anular y buscar comprobantes.',
  'Saldos iniciales': 'Los saldos con los que empiezan los libros, en un solo comprobante.',
  Saldos:
    'Cifras: saldos en bloque para miles de celdas, balance de comprobación, meses, y por qué cambió una cifra.',
  Cambios: 'El aviso inmediato de que el libro o la configuración tienen otra versión.',
  Servidor: 'Para quien vigila el servidor: si vive y si puede atender.',
} as const;

export type Tag = keyof typeof tags;
