-- The ledger and what surrounds it. Amounts are minor units; dates YYYY-MM-DD; instants ISO 8601 UTC.
-- What belongs to no company: its facts (people who sign in) are chained like those of a company.
CREATE TABLE installation (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uid TEXT NOT NULL,
  last_fact_id INTEGER NOT NULL DEFAULT 0,
  last_fact_hash TEXT NOT NULL
) STRICT;
INSERT INTO installation (id, uid, last_fact_hash) VALUES (1, lower(hex(randomblob(16))), '');

CREATE TABLE companies (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  profile TEXT NOT NULL,
  chart TEXT NOT NULL,
  currency TEXT NOT NULL,
  minor_digits INTEGER NOT NULL CHECK (minor_digits BETWEEN 0 AND 6),
  subaccount_length INTEGER NOT NULL,
  result_account TEXT NOT NULL,
  last_seq INTEGER NOT NULL DEFAULT 0,
  last_hash TEXT NOT NULL,
  -- No batch is recorded before the one it follows, whatever the clock does.
  last_recorded_at TEXT,
  -- Where its other chain ends: that of the facts which give postings their meaning.
  last_fact_id INTEGER NOT NULL DEFAULT 0,
  last_fact_hash TEXT NOT NULL,
  last_voucher_id INTEGER NOT NULL DEFAULT 0,
  settings_version INTEGER NOT NULL DEFAULT 1,
  locked_through TEXT,
  locked_by TEXT,
  locked_at TEXT,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  is_disabled INTEGER NOT NULL DEFAULT 0,
  is_operator INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL
) STRICT;

-- People as the books of a company name them. Their numbers are sealed in its chains, so they are the company's own
-- and go with it wherever it is copied, whatever numbers the users there have.
CREATE TABLE company_people (
  company_id INTEGER NOT NULL REFERENCES companies (id),
  id INTEGER NOT NULL CHECK (id > 0),
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, email)
) STRICT, WITHOUT ROWID;

CREATE TABLE company_roles (
  company_id INTEGER NOT NULL REFERENCES companies (id),
  user_id INTEGER NOT NULL REFERENCES users (id),
  person_id INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('administrador', 'contador', 'auditor', 'consulta')),
  PRIMARY KEY (company_id, user_id),
  FOREIGN KEY (company_id, person_id) REFERENCES company_people (company_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id),
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  idle_expires_at TEXT NOT NULL,
  absolute_expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE accounts (
  company_id INTEGER NOT NULL REFERENCES companies (id),
  id INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense', 'cost', 'memorandum')),
  nature TEXT NOT NULL CHECK (nature IN ('debit', 'credit')),
  is_active INTEGER NOT NULL DEFAULT 1,
  requires_party INTEGER NOT NULL DEFAULT 0,
  requires_cost_center INTEGER NOT NULL DEFAULT 0,
  closes_into TEXT,
  closes_apart INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE parties (
  company_id INTEGER NOT NULL REFERENCES companies (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (company_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE cost_centers (
  company_id INTEGER NOT NULL REFERENCES companies (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (company_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE dimension_sets (
  company_id INTEGER NOT NULL REFERENCES companies (id),
  id INTEGER NOT NULL CHECK (id > 0),
  party TEXT NOT NULL,
  cost_center TEXT NOT NULL,
  project TEXT NOT NULL,
  section TEXT NOT NULL,
  branch TEXT NOT NULL,
  property TEXT NOT NULL,
  subledger TEXT NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, party, cost_center, project, section, branch, property, subledger)
) STRICT, WITHOUT ROWID;

CREATE TABLE fiscal_years (
  company_id INTEGER NOT NULL REFERENCES companies (id),
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL CHECK (ends_on > starts_on),
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE voucher_types (
  company_id INTEGER NOT NULL REFERENCES companies (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  sort_order INTEGER NOT NULL,
  PRIMARY KEY (company_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE voucher_counters (
  company_id INTEGER NOT NULL REFERENCES companies (id),
  type TEXT NOT NULL,
  scope INTEGER NOT NULL,
  last_number INTEGER NOT NULL,
  PRIMARY KEY (company_id, type, scope)
) STRICT, WITHOUT ROWID;

CREATE TABLE vouchers (
  company_id INTEGER NOT NULL REFERENCES companies (id),
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'posted', 'voided')),
  type TEXT NOT NULL,
  number INTEGER,
  number_scope INTEGER,
  fiscal_year_id INTEGER,
  date TEXT NOT NULL,
  description TEXT NOT NULL,
  reference TEXT NOT NULL,
  origin INTEGER NOT NULL,
  debit_total INTEGER NOT NULL,
  credit_total INTEGER NOT NULL,
  line_count INTEGER NOT NULL,
  version INTEGER NOT NULL,
  draft TEXT,
  -- Its lines in the log: what it posted last. A draft has none there.
  first_seq INTEGER,
  last_seq INTEGER,
  changed_by INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  posted_at TEXT,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, uid),
  -- A draft has no number and no effect; a posted voucher has a number, a year and balances.
  CHECK (state = 'draft' OR (number IS NOT NULL AND fiscal_year_id IS NOT NULL AND posted_at IS NOT NULL
    AND draft IS NULL AND debit_total = credit_total AND first_seq IS NOT NULL AND last_seq IS NOT NULL
    AND last_seq - first_seq + 1 = line_count))
) STRICT, WITHOUT ROWID;
CREATE INDEX vouchers_by_date ON vouchers (company_id, date, id);
CREATE UNIQUE INDEX vouchers_by_number ON vouchers (company_id, type, number_scope, number) WHERE number IS NOT NULL;

CREATE TABLE postings (
  company_id INTEGER NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  voucher_id INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  line INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  date TEXT NOT NULL,
  layer INTEGER NOT NULL CHECK (layer BETWEEN 0 AND 3),
  book INTEGER NOT NULL CHECK (book BETWEEN 0 AND 2),
  debit INTEGER NOT NULL CHECK (debit >= 0),
  credit INTEGER NOT NULL CHECK (credit >= 0),
  currency TEXT NOT NULL,
  currency_amount INTEGER NOT NULL,
  dimension_set_id INTEGER NOT NULL,
  origin INTEGER NOT NULL,
  document_ref TEXT NOT NULL,
  description TEXT NOT NULL,
  due_date TEXT,
  -- The posting that this one cancels: its amounts count as negative on the other side.
  mirrors_seq INTEGER CHECK (mirrors_seq < seq),
  PRIMARY KEY (company_id, seq),
  CHECK ((debit = 0) <> (credit = 0)),
  FOREIGN KEY (company_id, account_id) REFERENCES accounts (company_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE posting_batches (
  company_id INTEGER NOT NULL REFERENCES companies (id),
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  voucher_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  format_version INTEGER NOT NULL,
  hash BLOB NOT NULL,
  -- Of its voucher's own row as it stood after this batch.
  head_hash BLOB NOT NULL,
  recorded_by INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (company_id, first_seq),
  CHECK (last_seq >= first_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_totals (
  company_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  date TEXT NOT NULL,
  layer INTEGER NOT NULL,
  book INTEGER NOT NULL,
  debit INTEGER NOT NULL,
  credit INTEGER NOT NULL,
  PRIMARY KEY (company_id, account_id, date, layer, book)
) STRICT, WITHOUT ROWID;

CREATE TABLE dimension_day_totals (
  company_id INTEGER NOT NULL,
  dimension_set_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  date TEXT NOT NULL,
  layer INTEGER NOT NULL,
  book INTEGER NOT NULL,
  debit INTEGER NOT NULL,
  credit INTEGER NOT NULL,
  PRIMARY KEY (company_id, dimension_set_id, account_id, date, layer, book)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency_keys (
  company_id INTEGER NOT NULL REFERENCES companies (id),
  key TEXT NOT NULL,
  request_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  response TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  -- Of all the rest of the row: a changed byte shows.
  row_hash BLOB NOT NULL,
  PRIMARY KEY (company_id, key)
) STRICT, WITHOUT ROWID;

-- Books that came in as files: each import, and what every voucher of it was known by where it came from.
CREATE TABLE import_batches (
  company_id INTEGER NOT NULL REFERENCES companies (id),
  id INTEGER NOT NULL CHECK (id > 0),
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  vouchers INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  -- What it made besides, as JSON: accounts, years, types.
  created TEXT NOT NULL,
  undone_at TEXT,
  PRIMARY KEY (company_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE imported_vouchers (
  company_id INTEGER NOT NULL,
  voucher_id INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  is_opening INTEGER NOT NULL,
  series TEXT NOT NULL,
  number TEXT NOT NULL,
  date TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  PRIMARY KEY (company_id, voucher_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_events (
  company_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (company_id, id)
) STRICT, WITHOUT ROWID;

-- Everything that gives postings their meaning, as it was written: what the other tables say is what was said
-- here last. Company 0 is the installation.
CREATE TABLE facts (
  company_id INTEGER NOT NULL,
  id INTEGER NOT NULL CHECK (id > 0),
  content TEXT NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (company_id, id)
) STRICT, WITHOUT ROWID;

-- Written and emptied again to learn whether the disk takes anything.
CREATE TABLE storage_probes (
  id INTEGER PRIMARY KEY,
  content TEXT NOT NULL
) STRICT;

-- The log is append-only, whoever writes.
CREATE TRIGGER postings_no_update BEFORE UPDATE ON postings
BEGIN SELECT RAISE(ABORT, 'cuadre: postings are append-only'); END;
CREATE TRIGGER postings_no_delete BEFORE DELETE ON postings
BEGIN SELECT RAISE(ABORT, 'cuadre: postings are append-only'); END;
CREATE TRIGGER posting_batches_no_update BEFORE UPDATE ON posting_batches
BEGIN SELECT RAISE(ABORT, 'cuadre: posting batches are append-only'); END;
CREATE TRIGGER posting_batches_no_delete BEFORE DELETE ON posting_batches
BEGIN SELECT RAISE(ABORT, 'cuadre: posting batches are append-only'); END;
CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events
BEGIN SELECT RAISE(ABORT, 'cuadre: the audit trail is append-only'); END;
CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events
BEGIN SELECT RAISE(ABORT, 'cuadre: the audit trail is append-only'); END;
CREATE TRIGGER facts_no_update BEFORE UPDATE ON facts
BEGIN SELECT RAISE(ABORT, 'cuadre: facts are append-only'); END;
CREATE TRIGGER facts_no_delete BEFORE DELETE ON facts
BEGIN SELECT RAISE(ABORT, 'cuadre: facts are append-only'); END;

-- INSERT OR REPLACE deletes without asking the triggers above: what has its key already is not written again. (Not for
-- vouchers, whose rows change: each insert would keep copies of the pages of all its indexes. Cuadre's own connections
-- let REPLACE meet the triggers on deletion, and every row is sealed.)
CREATE TRIGGER postings_no_replace BEFORE INSERT ON postings
WHEN EXISTS (SELECT 1 FROM postings WHERE company_id = NEW.company_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'cuadre: postings are append-only'); END;
CREATE TRIGGER posting_batches_no_replace BEFORE INSERT ON posting_batches
WHEN EXISTS (SELECT 1 FROM posting_batches WHERE company_id = NEW.company_id AND first_seq = NEW.first_seq)
BEGIN SELECT RAISE(ABORT, 'cuadre: posting batches are append-only'); END;
CREATE TRIGGER audit_events_no_replace BEFORE INSERT ON audit_events
WHEN EXISTS (SELECT 1 FROM audit_events WHERE company_id = NEW.company_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'cuadre: the audit trail is append-only'); END;
CREATE TRIGGER facts_no_replace BEFORE INSERT ON facts
WHEN EXISTS (SELECT 1 FROM facts WHERE company_id = NEW.company_id AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'cuadre: facts are append-only'); END;

-- What came in once is known for ever; of an import only its being undone is written later, once.
CREATE TRIGGER imported_vouchers_no_update BEFORE UPDATE ON imported_vouchers
BEGIN SELECT RAISE(ABORT, 'cuadre: imported vouchers are append-only'); END;
CREATE TRIGGER imported_vouchers_no_delete BEFORE DELETE ON imported_vouchers
BEGIN SELECT RAISE(ABORT, 'cuadre: imported vouchers are append-only'); END;
CREATE TRIGGER import_batches_no_update BEFORE UPDATE ON import_batches
WHEN OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR NEW.company_id <> OLD.company_id OR NEW.id <> OLD.id
  OR NEW.source <> OLD.source OR NEW.file <> OLD.file OR NEW.imported_at <> OLD.imported_at
  OR NEW.vouchers <> OLD.vouchers OR NEW.refused <> OLD.refused OR NEW.created <> OLD.created
BEGIN SELECT RAISE(ABORT, 'cuadre: an import is only undone, and once'); END;
CREATE TRIGGER import_batches_no_delete BEFORE DELETE ON import_batches
BEGIN SELECT RAISE(ABORT, 'cuadre: imports are not deleted'); END;

-- Invariant 2, second line of defence: the first is the rule inside the posting transaction.
CREATE TRIGGER postings_refuse_date BEFORE INSERT ON postings
WHEN NOT EXISTS (SELECT 1 FROM companies c JOIN fiscal_years y ON y.company_id = c.id
  WHERE c.id = NEW.company_id AND (c.locked_through IS NULL OR c.locked_through < NEW.date)
    AND y.starts_on <= NEW.date AND y.ends_on >= NEW.date AND y.state = 'open')
BEGIN
  SELECT RAISE(ABORT, 'cuadre: the date is locked')
    FROM companies WHERE id = NEW.company_id AND locked_through >= NEW.date;
  SELECT RAISE(ABORT, 'cuadre: the date is in no open fiscal year');
END;

-- A posted voucher under a lock does not change either.
CREATE TRIGGER vouchers_refuse_locked_date BEFORE UPDATE ON vouchers
WHEN EXISTS (SELECT 1 FROM companies WHERE id = OLD.company_id
  AND ((OLD.state <> 'draft' AND locked_through >= OLD.date)
    OR (NEW.state <> 'draft' AND locked_through >= NEW.date)))
BEGIN SELECT RAISE(ABORT, 'cuadre: the date is locked'); END;
-- What has a number was posted once: the log speaks of it, also after it went back to draft.
CREATE TRIGGER vouchers_no_delete_numbered BEFORE DELETE ON vouchers
WHEN OLD.number IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'cuadre: numbered vouchers are not deleted'); END;

-- Fiscal years of a company never overlap (E03).
CREATE TRIGGER fiscal_years_no_overlap BEFORE INSERT ON fiscal_years
WHEN EXISTS (SELECT 1 FROM fiscal_years WHERE company_id = NEW.company_id
  AND starts_on <= NEW.ends_on AND ends_on >= NEW.starts_on)
BEGIN SELECT RAISE(ABORT, 'cuadre: fiscal years overlap'); END;
CREATE TRIGGER fiscal_years_no_overlap_update BEFORE UPDATE OF company_id, id, starts_on, ends_on ON fiscal_years
WHEN EXISTS (SELECT 1 FROM fiscal_years WHERE company_id = NEW.company_id AND id <> OLD.id
  AND starts_on <= NEW.ends_on AND ends_on >= NEW.starts_on)
BEGIN SELECT RAISE(ABORT, 'cuadre: fiscal years overlap'); END;
