// From the start of a process to a trial balance in the client's hands, with nothing in memory yet.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ApiClient } from './apiClient.ts';
import { startServer } from './serverProcess.ts';
import { median } from './statistics.ts';

/** @param token of a session that an earlier process opened @returns the median in milliseconds */
export async function measureColdStart(
  command: readonly string[],
  databaseFile: string,
  token: string,
  rounds: number,
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const server = await startServer({ command, databaseFile });
    const client = new ApiClient(server.port, token);
    await client.get('/trial-balance?from=2025-01-01&to=2025-06-30');
    times.push(performance.now() - began);
    client.close();
    await server.stop();
  }
  return median(times);
}

/** The same question asked by a bare process of the database itself. */
export function measureRawColdStart(databaseFile: string, rounds: number): number {
  const script = fileURLToPath(new URL('raw/coldStart.js', import.meta.url));
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [script, databaseFile]);
    if (status !== 0) throw new Error(`raw cold start: ${String(stderr)}`);
    times.push(performance.now() - began);
  }
  return median(times);
}
