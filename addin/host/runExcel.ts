// Every conversation with the workbook passes here: waits while a cell is being edited, keeps our own
// writes from coming back as events, and turns Excel's errors into sentences.

/** Something Excel refused to do: the sentence says what the user can do about it. */
export class HostFailure extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HostFailure';
    this.remedy = remedy;
  }
}

/** A conversation with the workbook: commands hand it from one host function to the next. */
export type HostContext = Excel.RequestContext;

export async function runExcel<T>(batch: (context: HostContext) => Promise<T>): Promise<T> {
  try {
    // Somebody who presses «Validar» while typing in a cell means the cell as it is being typed.
    return await Excel.run({ delayForCellEdit: true }, batch);
  } catch (error) {
    throw hostFailureOf(error);
  }
}

/**
 * Queues writes that must not come back as «the user changed something», and sends them with what is
 * already queued. Events are switched on again also when Excel refuses the batch.
 */
export async function writeQuietly(
  context: Excel.RequestContext,
  write: () => void,
): Promise<void> {
  context.runtime.enableEvents = false;
  context.application.suspendApiCalculationUntilNextSync();
  write();
  context.runtime.enableEvents = true;
  try {
    await context.sync();
  } catch (error) {
    await Excel.run(async (fresh) => {
      fresh.runtime.enableEvents = true;
      await fresh.sync();
    });
    throw error;
  }
}

export function supports(version: string): boolean {
  return Office.context.requirements.isSetSupported('ExcelApi', version);
}

const sentences: Record<string, [string, string]> = {
  InvalidOperationInCellEditMode: [
    'Excel está editando una celda.',
    'Pulse Intro para terminar de escribir y repita la orden.',
  ],
  AccessDenied: [
    'La hoja o el libro están protegidos.',
    'Quite la protección de la hoja y repita la orden.',
  ],
  ItemNotFound: ['La hoja ya no está en el libro.', 'Abra otra hoja y repita la orden.'],
  RequestPayloadSizeLimitExceeded: [
    'La hoja es demasiado grande para leerla de una vez.',
    'Divídala en varias hojas.',
  ],
};

function hostFailureOf(error: unknown): Error {
  if (error instanceof HostFailure) return error;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return error instanceof Error ? error : new Error(String(error));
  const message = error instanceof Error ? error.message : code;
  const [sentence, remedy] = sentences[code] ?? [
    `Excel no pudo hacerlo (${code}: ${message}).`,
    'Vuelva a intentarlo; si se repite, guarde el libro y ábralo de nuevo.',
  ];
  return new HostFailure(sentence, remedy, { cause: error });
}
