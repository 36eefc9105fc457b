// `cuadre …`: the command line, once its Node is known to do.
import { requireNode } from '../requiredNode.ts';

requireNode();
const given = process.argv.slice(2);
// What reads our output may stop reading (`cuadre … | head`): nothing more is to be said then. A server goes on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  if (given[0] !== 'serve') process.exit(0);
});
void runWords(given);

async function runWords(words: string[]): Promise<void> {
  const { runCuadre } = await import('./cuadre.ts');
  process.exitCode = await runCuadre(words, {
    variables: process.env,
    print: (line) => console.log(line),
    notice: (line) => console.error(line),
  });
}
