// Why a command was not carried out, in Spanish, and the code that says so to scripts.
import { explainRejection } from '../../shared/text/es.ts';
import { Refusal } from '../refusal.ts';
import { explainSystemError } from '../systemError.ts';
import { exitCodes, Misuse, type ExitCode } from './exitCodes.ts';

export interface Failure {
  text: string;
  code: ExitCode;
}

export function explainFailure(error: unknown, variables: NodeJS.ProcessEnv): Failure {
  if (error instanceof Misuse) return { text: error.message, code: exitCodes.misuse };
  return {
    text: explain(error, variables['CUADRE_LOG_LEVEL'] === 'debug'),
    code: exitCodes.refused,
  };
}

function explain(error: unknown, isDebugging: boolean): string {
  if (error instanceof Refusal) {
    return error.rejections
      .map((rejection) => {
        const { message, remedy } = explainRejection(rejection, error.writing);
        return `${message}\n  → ${remedy}`;
      })
      .join('\n');
  }
  const reason = explainSystemError(error);
  if (reason !== null) return reason;
  // Ours are plain errors with a Spanish sentence; anything else is a fault of the program.
  if (error instanceof Error && error.constructor === Error) return error.message;
  const { stack = String(error), message = String(error) } = error as Partial<Error>;
  return isDebugging
    ? `Fallo de Cuadre: ${stack}`
    : `Fallo de Cuadre, que no debería ocurrir: ${message}\n  → Repítalo con CUADRE_LOG_LEVEL=debug y envíe lo que diga.`;
}
