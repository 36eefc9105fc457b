// «Actualizar»: cells that sleep are called, and every figure of the workbook is asked again, in one request.
import { lookAtDatesAgain } from '../functions/runningCall.ts';
import { formatClock } from './clockText.ts';
import type { CommandContext } from './commandContext.ts';
import type { OutcomeParts } from './commandRunner.ts';

export async function refreshFigures(context: CommandContext): Promise<OutcomeParts> {
  const { mentions, asleep } = await context.waker.wake({ isThorough: true });
  await lookAtDatesAgain();
  const [, problem] = await Promise.all([context.figures.refresh(), refreshCompany(context)]);
  const { subscriptions, staleSince } = context.store.getSnapshot().figures;
  if (asleep > 0) return asleepOutcome(asleep);
  if (staleSince || problem) {
    const since = staleSince ? ` Las cifras son las de las ${formatClock(staleSince)}.` : '';
    return {
      status: 'offline',
      sentence: `No se pudo actualizar: no hay conexión con el servidor.${since}`,
      remedy: 'Se actualizarán solas cuando vuelva la conexión.',
    };
  }
  const cells = subscriptions === 1 ? '1 cifra' : `${subscriptions} cifras`;
  return {
    status: 'done',
    sentence:
      subscriptions === 0 && mentions === 0
        ? 'Todo está al día. Este libro todavía no usa funciones de Cuadre.'
        : `Al día: ${cells} del libro.`,
  };
}

function asleepOutcome(asleep: number): OutcomeParts {
  const cells = asleep === 1 ? '1 celda muestra' : `${asleep} celdas muestran`;
  return {
    status: 'failed',
    sentence: `${cells} lo que decía el libro al guardarse: Excel no vuelve a calcularlas.`,
    remedy:
      'Si la hoja está protegida, quítele la protección y pulse «Actualizar»; si no, escriba de nuevo la fórmula (F2 e Intro).',
  };
}

async function refreshCompany(context: CommandContext): Promise<boolean> {
  await context.refreshCompany();
  return context.store.getSnapshot().connection.state === 'offline';
}
