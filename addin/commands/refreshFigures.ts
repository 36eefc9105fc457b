// «Actualizar»: every figure of the workbook is asked again, in one request.
import { lookAtDatesAgain } from '../functions/runningCall.ts';
import { formatClock } from './clockText.ts';
import type { CommandContext } from './commandContext.ts';
import type { OutcomeParts } from './commandRunner.ts';

export async function refreshFigures(context: CommandContext): Promise<OutcomeParts> {
  await lookAtDatesAgain();
  const [, problem] = await Promise.all([context.figures.refresh(), refreshCompany(context)]);
  const { subscriptions, staleSince } = context.store.getSnapshot().figures;
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
      subscriptions === 0
        ? 'Todo está al día. Este libro todavía no usa funciones de Cuadre.'
        : `Al día: ${cells} del libro.`,
  };
}

async function refreshCompany(context: CommandContext): Promise<boolean> {
  await context.refreshCompany();
  return context.store.getSnapshot().connection.state === 'offline';
}
