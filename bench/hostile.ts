// `npx tsx bench/hostile.ts`: what the server does under hostile requests, kind by kind, on a journal of its own size.
// `npm run bench` measures the same and keeps the worst.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ApiClient } from './apiClient.ts';
import { prepareJournal } from './journalFiles.ts';
import { measureHostile } from './measureHostile.ts';
import { measureImport } from './measureImport.ts';
import { bundleEntries } from './serverEntries.ts';
import { startServer } from './serverProcess.ts';

const { values: options } = parseArgs({
  options: {
    vouchers: { type: 'string', default: '50000' },
    /** Of each kind, three times. */
    each: { type: 'string', default: '10' },
    scale: { type: 'string', default: '1' },
    kind: { type: 'string', multiple: true },
    /** Another server's entry, to compare with. */
    entry: { type: 'string' },
    /** Of a run before: not imported again. */
    database: { type: 'string' },
  },
});

const entries = await bundleEntries();
const journal = prepareJournal({ vouchers: Number(options.vouchers), seed: 20_260_101 });
const databaseFile = options.database ?? join(journal.folder, 'hostile.db');
if (options.database === undefined) measureImport(entries, databaseFile, journal);
const command = options.entry === undefined ? entries.main('hostile') : [options.entry];
const server = await startServer({ command, databaseFile });
const client = await ApiClient.signIn(server.port);
const memory = async (): Promise<string> => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const names = ['heap_size_used', 'heap_size_total', 'external_memory'];
  const megabytes = (name: string) =>
    Number(new RegExp(`^nodejs_${name}_bytes ([\\d.e+]+)`, 'm').exec(text)?.[1]) / 2 ** 20;
  return names.map((name) => `${name} ${megabytes(name).toFixed(0)} MB`).join(', ');
};
console.log(await memory());
const figures = await measureHostile(server, client, {
  eachKind: Number(options.each),
  scale: Number(options.scale),
  say: (what) => console.error(what),
  ...(options.kind ? { kinds: options.kind } : {}),
});
console.log(await memory());
client.close();
await server.stop();
for (const { kind, milliseconds, statuses, residentMebibytes } of figures.kinds) {
  const row = [Math.round(milliseconds), Math.round(residentMebibytes), statuses, kind];
  console.log(row.map((each) => String(each).padStart(8)).join('  '));
}
const { kinds: _kinds, ...totals } = figures;
console.log(totals);
