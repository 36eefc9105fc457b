// The raw limit of a cold start: a process that opens the database, sums every account and ends.
import BetterSqlite from 'better-sqlite3';

const database = new BetterSqlite(process.argv[2], { readonly: true });
const rows = database
  .prepare('SELECT account_id, sum(debit), sum(credit) FROM day_totals GROUP BY account_id')
  .raw()
  .all();
process.stdout.write(JSON.stringify(rows));
