// `npm run cuadre -- …`: the command line, once its Node is known to do.
import { requireNode } from '../requiredNode.ts';

requireNode();
await import('./cuadre.ts');
