// How a command ends, for scripts: stated in `cuadre --help` and the README.

export const exitCodes = {
  done: 0,
  /** Refused, or not possible now; nothing was changed. */
  refused: 1,
  /** A word, option or value that the command line does not take; nothing was begun. */
  misuse: 2,
  /** It was carried out and something does not agree, or was left out. */
  findings: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** For the help. */
export const exitCodesText = `Códigos de salida:
  0  hecho
  1  no se hizo: rechazado o no posible; nada cambió
  2  orden mal escrita: palabra, opción o valor que no se admite; no se empezó nada
  3  hecho, con hallazgos: libros que no concuerdan, o partes que no se admitieron`;

/** The command was not written as it must be. The message is Spanish. */
export class Misuse extends Error {}
