// How many single balances a server answers per second, beside the same server's trivial route.
import autocannon from 'autocannon';
import type { ApiClient } from './apiClient.ts';
import { benchAccounts } from './benchChart.ts';
import type { ServerProcess } from './serverProcess.ts';
import { median } from './statistics.ts';

const connections = 16;

export interface RequestRates {
  single: RequestRate;
  trivial: RequestRate;
}

export interface RequestRate {
  perSecond: number;
  /** Processor time of the server for each. */
  cpuMicroseconds: number;
}

/** Needs the bench's own server, which has the trivial route. Alternates, so that noise hits both. */
export async function measureRequests(
  server: ServerProcess,
  client: ApiClient,
  seconds: number,
): Promise<RequestRates> {
  const body = JSON.stringify({
    accounts: [benchAccounts[0]!.code],
    periods: [{ from: '2025-06-30', to: '2025-06-30' }],
    measures: ['closing'],
    cells: [0, 0, 0],
  });
  const single = {
    method: 'POST' as const,
    path: client.companyPath('/balances/query'),
    headers: client.headers(),
    body,
  };
  const trivial = {
    method: 'GET' as const,
    path: client.companyPath('/bench-trivial'),
    headers: client.headers(),
  };
  const singles: RequestRate[] = [];
  const trivials: RequestRate[] = [];
  for (let round = -1; round < 3; round += 1) {
    const duration = round < 0 ? 2 : seconds;
    const rates = {
      trivial: await load(server, trivial, duration),
      single: await load(server, single, duration),
    };
    if (round < 0) continue;
    trivials.push(rates.trivial);
    singles.push(rates.single);
  }
  return { single: middle(singles), trivial: middle(trivials) };
}

function middle(rates: readonly RequestRate[]): RequestRate {
  return {
    perSecond: median(rates.map(({ perSecond }) => perSecond)),
    cpuMicroseconds: median(rates.map(({ cpuMicroseconds }) => cpuMicroseconds)),
  };
}

async function load(
  server: ServerProcess,
  request: autocannon.Request,
  duration: number,
): Promise<RequestRate> {
  const cpuBefore = server.cpuMilliseconds();
  const began = performance.now();
  const result = await autocannon({ url: server.url, connections, duration, requests: [request] });
  if (result.non2xx + result.errors > 0) {
    throw new Error(`${request.path}: ${result.non2xx} refused, ${result.errors} failed`);
  }
  const answered = result['2xx'];
  const perSecond = answered / ((performance.now() - began) / 1000);
  return { perSecond, cpuMicroseconds: ((server.cpuMilliseconds() - cpuBefore) * 1000) / answered };
}
