// Where the time of a recorded CPU profile went: by function, itself and with what it calls, and by
// line of the bundle that ran.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface ProfileNode {
  id: number;
  callFrame: { functionName: string; url: string; lineNumber: number };
  children?: number[];
  hitCount: number;
  positionTicks?: { line: number; ticks: number }[];
}

interface Profile {
  nodes: ProfileNode[];
  samples: number[];
  startTime: number;
  endTime: number;
}

/** The largest shares of the profiles of a folder, one text per profile. */
export function summarizeProfiles(folder: string, rows = 25): string {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .sort()
    .map((name) => {
      const profile = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Profile;
      return `${name}\n${summarize(profile, rows)}`;
    })
    .join('\n\n');
}

function summarize(profile: Profile, rows: number): string {
  const { nodes, samples, startTime, endTime } = profile;
  const milliseconds = (endTime - startTime) / 1000 / samples.length;
  const busy = nodes.filter(({ callFrame }) => callFrame.functionName !== '(idle)');
  const total = busy.reduce((sum, { hitCount }) => sum + hitCount, 0);
  const list = (title: string, shares: Map<string, number>): string[] => [
    `  ${title}`,
    ...[...shares]
      .sort(([, left], [, right]) => right - left)
      .slice(0, rows)
      .map(([name, hits]) => {
        const share = ((100 * hits) / total).toFixed(1).padStart(5);
        return `  ${share} % ${(hits * milliseconds).toFixed(0).padStart(7)} ms  ${name}`;
      }),
  ];
  const text = [`busy ${(total * milliseconds).toFixed(0)} ms`];
  text.push(...list('by function, itself', selfTimes(busy)));
  text.push(...list('by function, with what it calls', totalTimes(nodes)));
  text.push(...list('by line', lineTimes(busy)));
  return text.join('\n');
}

function selfTimes(nodes: readonly ProfileNode[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const node of nodes) add(times, nameOf(node), node.hitCount);
  return times;
}

/** A function that calls itself counts once. */
function totalTimes(nodes: readonly ProfileNode[]): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const times = new Map<string, number>();
  const visit = (node: ProfileNode, above: ReadonlySet<string>): number => {
    const name = nameOf(node);
    const within = new Set(above).add(name);
    let hits = node.callFrame.functionName === '(idle)' ? 0 : node.hitCount;
    for (const id of node.children ?? []) hits += visit(byId.get(id)!, within);
    if (!above.has(name) && isOwn(node)) add(times, name, hits);
    return hits;
  };
  visit(nodes[0]!, new Set());
  return times;
}

function lineTimes(nodes: readonly ProfileNode[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { callFrame, positionTicks = [] } of nodes) {
    const source = sourceLines(callFrame.url);
    if (!source) continue;
    for (const { line, ticks } of positionTicks) {
      add(times, `${callFrame.functionName}: ${source[line - 1]?.trim().slice(0, 110)}`, ticks);
    }
  }
  return times;
}

const sources = new Map<string, string[] | null>();

function sourceLines(url: string): string[] | null {
  if (!url.startsWith('file:') || !isBundle(url)) return null;
  const path = fileURLToPath(url);
  let lines = sources.get(path);
  if (lines === undefined) {
    lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : null;
    sources.set(path, lines);
  }
  return lines;
}

function isBundle(url: string): boolean {
  return url.includes('/.cache/server/');
}

function isOwn({ callFrame: { url } }: ProfileNode): boolean {
  return isBundle(url) || /\/(server|shared|bench)\//.test(url);
}

function add(times: Map<string, number>, name: string, hits: number): void {
  if (hits > 0) times.set(name, (times.get(name) ?? 0) + hits);
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string {
  const place = url.replace(/^.*\/(node_modules|server|shared)\//, '').replace(/\?.*$/, '');
  return `${functionName || '(anonymous)'} ${place === '' ? '' : `${place}:${lineNumber + 1}`}`;
}
