// `cuadre …`: the command line, once its Node is known to do.
import { requireNode } from '../requiredNode.ts';

requireNode();
// What reads our output may stop reading (`cuadre … | head`): nothing more is to be said then.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
void runWords(process.argv.slice(2));

async function runWords(words: string[]): Promise<void> {
  const { runCuadre } = await import('./cuadre.ts');
  process.exitCode = await runCuadre(words, {
    variables: process.env,
    print: (line) => console.log(line),
    notice: (line) => console.error(line),
  });
}
