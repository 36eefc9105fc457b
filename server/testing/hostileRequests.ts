// Requests that try to hold the server: too deep, too long, too many, never ending, in no encoding, with and without a
// session. From a seed, in the size that is asked for: small in tests, as large as it goes in the bench.
import { brokenBodies, fullBodies } from './hostileBodies.ts';
import { Draw, type Build, type HostileOptions, type HostileRequest } from './hostileDraw.ts';
import { largeQuestions, strangeRequests } from './hostileQuestions.ts';

export function listHostileKinds(): string[] {
  return kinds().map(([kind]) => kind);
}

/** @param kind one of `listHostileKinds` */
export function makeHostileRequest(kind: string, options: HostileOptions): HostileRequest {
  const build = kinds().find(([name]) => name === kind)?.[1];
  if (!build) throw new Error(`no such kind: ${kind}`);
  return { kind, ...build(new Draw(options)) };
}

function kinds(): [string, Build][] {
  return [...brokenBodies(), ...fullBodies(), ...largeQuestions(), ...strangeRequests()];
}
