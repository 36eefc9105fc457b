// How a command gets its database: opened before, closed after, whatever happens.
import type { Engine } from '../db/engine.ts';

export type CommandRunner = (
  work: (engine: Engine, print: (line: string) => void) => Promise<void>,
) => Promise<void>;
