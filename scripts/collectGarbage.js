// Preloaded by the smoke (`node --import`): collects garbage again and again, so that native objects which do
// not survive a collection end the process here and not at a customer's.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
collectAgain();

/** A twentieth of the time, however large the heap is: what it looks at must still get on. */
function collectAgain() {
  const begun = performance.now();
  collect();
  setTimeout(collectAgain, 25 + 20 * (performance.now() - begun)).unref();
}
