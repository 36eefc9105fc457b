// `npm run bench`: generates the journal, measures the product, its peers and the machine's raw
// limits in one go, prints the table and writes bench/results.json. README.md says how to read it.
import { writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { collectMeasurements } from './collectMeasurements.ts';
import { cacheFolder, prepareJournal } from './journalFiles.ts';
import { measureCompany, type CompanyFigures, type Effort } from './measureCompany.ts';
import { measureLimits } from './measureLimits.ts';
import { measurePeers } from './measurePeers.ts';
import { printGrowth, printHeader, printTable } from './printTable.ts';
import { summarizeProfiles } from './profileSummary.ts';
import { bundleEntries, profiled, sourceEntries } from './serverEntries.ts';

const { values: options } = parseArgs({
  options: {
    /** 20,000 vouchers, in under 3 minutes. */
    quick: { type: 'boolean', default: false },
    /** Sizes by hand, smallest first: the last one is compared with the peers. */
    vouchers: { type: 'string' },
    seed: { type: 'string', default: '20260101' },
    /** Measure the sources run by tsx in place of the bundle that ships. */
    sources: { type: 'boolean', default: false },
    /** Also record where the time goes: bench/.cache/profiles/summary.txt. Figures suffer. */
    profile: { type: 'boolean', default: false },
  },
});

const seed = Number(options.seed);
const sizes = options.vouchers?.split(',').map(Number) ??
  (options.quick ? [2_000, 20_000] : [20_000, 100_000, 500_000]); // prettier-ignore
const effort: Effort = options.quick
  ? { rounds: 200, seconds: 3, coldStarts: 3, hostileOfKind: 1 }
  : { rounds: 400, seconds: 8, coldStarts: 5, hostileOfKind: 9 };
/** The smaller sizes only show how figures grow. */
const growthEffort: Effort = options.quick
  ? { rounds: 100, seconds: 1, coldStarts: 1, hostileOfKind: 0 }
  : { rounds: 200, seconds: 4, coldStarts: 3, hostileOfKind: 0 };
const results = fileURLToPath(new URL('results.json', import.meta.url));
const profiles = join(cacheFolder, 'profiles');

const began = performance.now();
const say = (what: string): void => {
  const seconds = ((performance.now() - began) / 1000).toFixed(0).padStart(5);
  process.stderr.write(`${seconds} s  ${what}\n`);
};

if (options.profile) rmSync(profiles, { recursive: true, force: true });
const programs = options.sources ? sourceEntries() : await bundleEntries();
const entries = options.profile ? profiled(programs, profiles) : programs;

const growth: { vouchers: number; lines: number; figures: CompanyFigures }[] = [];
for (const [position, vouchers] of sizes.entries()) {
  say(`${vouchers} vouchers: journal`);
  const journal = prepareJournal({ vouchers, seed });
  const sayOf = (what: string): void => say(`${vouchers} vouchers: ${what}`);
  const figures = await measureCompany(
    entries,
    journal,
    position === sizes.length - 1 ? effort : growthEffort,
    sayOf,
  );
  growth.push({ vouchers, lines: journal.lines, figures });
}

const { figures } = growth.at(-1)!;
const journal = prepareJournal({ vouchers: sizes.at(-1)!, seed });
const limits = await measureLimits({ journal, seed, figures, effort, say });
const peers = await measurePeers(journal, figures.movements, say);

printHeader(journal, seed, entries.description);
const measurements = collectMeasurements({ journal, figures, limits, peers });
printTable(measurements);
printGrowth(growth);
writeFileSync(results, `${JSON.stringify(measurements, null, 2)}\n`);
if (options.profile) {
  writeFileSync(join(profiles, 'summary.txt'), summarizeProfiles(profiles));
  say(`profiles: ${join(profiles, 'summary.txt')}`);
}
say('done');
