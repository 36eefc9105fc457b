-- The ledger and what surrounds it: the tables of migrations/sqlite/0001_ledger.sql, name by name.
-- Amounts are minor units; dates YYYY-MM-DD; instants ISO 8601 UTC. Text is ordered by its bytes
-- (COLLATE "C"), as SQLite orders it: a chart sorts the same on both engines and on every server.
-- What belongs to no company: its facts (people who sign in) are chained like those of a company.
CREATE TABLE installation (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  uid TEXT COLLATE "C" NOT NULL,
  last_fact_id BIGINT NOT NULL DEFAULT 0,
  last_fact_hash TEXT COLLATE "C" NOT NULL
);
INSERT INTO installation (id, uid, last_fact_hash) VALUES (1, replace(gen_random_uuid()::text, '-', ''), '');

CREATE TABLE companies (
  id BIGINT PRIMARY KEY,
  uid TEXT COLLATE "C" NOT NULL UNIQUE,
  code TEXT COLLATE "C" NOT NULL UNIQUE,
  name TEXT COLLATE "C" NOT NULL,
  profile TEXT COLLATE "C" NOT NULL,
  chart TEXT COLLATE "C" NOT NULL,
  currency TEXT COLLATE "C" NOT NULL,
  minor_digits BIGINT NOT NULL CHECK (minor_digits BETWEEN 0 AND 6),
  subaccount_length BIGINT NOT NULL,
  result_account TEXT COLLATE "C" NOT NULL,
  last_seq BIGINT NOT NULL DEFAULT 0,
  last_hash TEXT COLLATE "C" NOT NULL,
  -- No batch is recorded before the one it follows, whatever the clock does.
  last_recorded_at TEXT COLLATE "C",
  -- Where its other chain ends: that of the facts which give postings their meaning.
  last_fact_id BIGINT NOT NULL DEFAULT 0,
  last_fact_hash TEXT COLLATE "C" NOT NULL,
  last_voucher_id BIGINT NOT NULL DEFAULT 0,
  settings_version BIGINT NOT NULL DEFAULT 1,
  locked_through TEXT COLLATE "C",
  locked_by TEXT COLLATE "C",
  locked_at TEXT COLLATE "C",
  created_at TEXT COLLATE "C" NOT NULL
)
-- Every posting rewrites this row: room on the page keeps the new version beside the old one.
WITH (fillfactor = 50);

CREATE TABLE users (
  id BIGINT PRIMARY KEY,
  email TEXT COLLATE "C" NOT NULL UNIQUE,
  name TEXT COLLATE "C" NOT NULL,
  password_hash TEXT COLLATE "C" NOT NULL,
  is_disabled SMALLINT NOT NULL DEFAULT 0 CHECK (is_disabled IN (0, 1)),
  is_operator SMALLINT NOT NULL DEFAULT 0 CHECK (is_operator IN (0, 1)),
  created_at TEXT COLLATE "C" NOT NULL
);

-- People as the books of a company name them. Their numbers are sealed in its chains, so they are the company's own
-- and go with it wherever it is copied, whatever numbers the users there have.
CREATE TABLE company_people (
  company_id BIGINT NOT NULL REFERENCES companies (id),
  id BIGINT NOT NULL CHECK (id > 0),
  email TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, email)
);

CREATE TABLE company_roles (
  company_id BIGINT NOT NULL REFERENCES companies (id),
  user_id BIGINT NOT NULL REFERENCES users (id),
  person_id BIGINT NOT NULL,
  role TEXT COLLATE "C" NOT NULL CHECK (role IN ('administrador', 'contador', 'auditor', 'consulta')),
  PRIMARY KEY (company_id, user_id),
  FOREIGN KEY (company_id, person_id) REFERENCES company_people (company_id, id)
);

CREATE TABLE sessions (
  token_hash TEXT COLLATE "C" PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES users (id),
  created_at TEXT COLLATE "C" NOT NULL,
  last_seen_at TEXT COLLATE "C" NOT NULL,
  idle_expires_at TEXT COLLATE "C" NOT NULL,
  absolute_expires_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE accounts (
  company_id BIGINT NOT NULL REFERENCES companies (id),
  id BIGINT NOT NULL,
  code TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense', 'cost', 'memorandum')),
  nature TEXT COLLATE "C" NOT NULL CHECK (nature IN ('debit', 'credit')),
  is_active SMALLINT NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  requires_party SMALLINT NOT NULL DEFAULT 0 CHECK (requires_party IN (0, 1)),
  requires_cost_center SMALLINT NOT NULL DEFAULT 0 CHECK (requires_cost_center IN (0, 1)),
  closes_into TEXT COLLATE "C",
  closes_apart SMALLINT NOT NULL DEFAULT 0 CHECK (closes_apart IN (0, 1)),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, code)
);

CREATE TABLE parties (
  company_id BIGINT NOT NULL REFERENCES companies (id),
  code TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (company_id, code)
);

CREATE TABLE cost_centers (
  company_id BIGINT NOT NULL REFERENCES companies (id),
  code TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (company_id, code)
);

CREATE TABLE dimension_sets (
  company_id BIGINT NOT NULL REFERENCES companies (id),
  id BIGINT NOT NULL CHECK (id > 0),
  party TEXT COLLATE "C" NOT NULL,
  cost_center TEXT COLLATE "C" NOT NULL,
  project TEXT COLLATE "C" NOT NULL,
  section TEXT COLLATE "C" NOT NULL,
  branch TEXT COLLATE "C" NOT NULL,
  property TEXT COLLATE "C" NOT NULL,
  subledger TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, party, cost_center, project, section, branch, property, subledger)
);

CREATE TABLE fiscal_years (
  company_id BIGINT NOT NULL REFERENCES companies (id),
  id BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  starts_on TEXT COLLATE "C" NOT NULL,
  ends_on TEXT COLLATE "C" NOT NULL CHECK (ends_on > starts_on),
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'closed')),
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, name)
);

CREATE TABLE voucher_types (
  company_id BIGINT NOT NULL REFERENCES companies (id),
  code TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  purpose TEXT COLLATE "C" NOT NULL,
  sort_order BIGINT NOT NULL,
  PRIMARY KEY (company_id, code)
);

CREATE TABLE voucher_counters (
  company_id BIGINT NOT NULL REFERENCES companies (id),
  type TEXT COLLATE "C" NOT NULL,
  scope BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  PRIMARY KEY (company_id, type, scope)
) WITH (fillfactor = 50);

CREATE TABLE vouchers (
  company_id BIGINT NOT NULL REFERENCES companies (id),
  id BIGINT NOT NULL,
  uid TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'posted', 'voided')),
  type TEXT COLLATE "C" NOT NULL,
  number BIGINT,
  number_scope BIGINT,
  fiscal_year_id BIGINT,
  date TEXT COLLATE "C" NOT NULL,
  description TEXT COLLATE "C" NOT NULL,
  reference TEXT COLLATE "C" NOT NULL,
  origin BIGINT NOT NULL,
  debit_total BIGINT NOT NULL,
  credit_total BIGINT NOT NULL,
  line_count BIGINT NOT NULL,
  version BIGINT NOT NULL,
  draft TEXT COLLATE "C",
  -- Its lines in the log: what it posted last. A draft has none there.
  first_seq BIGINT,
  last_seq BIGINT,
  changed_by BIGINT NOT NULL,
  changed_at TEXT COLLATE "C" NOT NULL,
  posted_at TEXT COLLATE "C",
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, uid),
  -- A draft has no number and no effect; a posted voucher has a number, a year and balances.
  CHECK (state = 'draft' OR (number IS NOT NULL AND fiscal_year_id IS NOT NULL AND posted_at IS NOT NULL
    AND draft IS NULL AND debit_total = credit_total AND first_seq IS NOT NULL AND last_seq IS NOT NULL
    AND last_seq - first_seq + 1 = line_count))
);
CREATE INDEX vouchers_by_date ON vouchers (company_id, date, id);
CREATE UNIQUE INDEX vouchers_by_number ON vouchers (company_id, type, number_scope, number) WHERE number IS NOT NULL;

CREATE TABLE postings (
  company_id BIGINT NOT NULL,
  seq BIGINT NOT NULL CHECK (seq > 0),
  voucher_id BIGINT NOT NULL,
  entry BIGINT NOT NULL,
  line BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  date TEXT COLLATE "C" NOT NULL,
  layer BIGINT NOT NULL CHECK (layer BETWEEN 0 AND 3),
  book BIGINT NOT NULL CHECK (book BETWEEN 0 AND 2),
  debit BIGINT NOT NULL CHECK (debit >= 0),
  credit BIGINT NOT NULL CHECK (credit >= 0),
  currency TEXT COLLATE "C" NOT NULL,
  currency_amount BIGINT NOT NULL,
  dimension_set_id BIGINT NOT NULL,
  origin BIGINT NOT NULL,
  document_ref TEXT COLLATE "C" NOT NULL,
  description TEXT COLLATE "C" NOT NULL,
  due_date TEXT COLLATE "C",
  -- The posting that this one cancels: its amounts count as negative on the other side.
  mirrors_seq BIGINT CHECK (mirrors_seq < seq),
  PRIMARY KEY (company_id, seq),
  CHECK ((debit = 0) <> (credit = 0)),
  FOREIGN KEY (company_id, account_id) REFERENCES accounts (company_id, id)
);

CREATE TABLE posting_batches (
  company_id BIGINT NOT NULL REFERENCES companies (id),
  first_seq BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  voucher_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  format_version BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  -- Of its voucher's own row as it stood after this batch.
  head_hash BYTEA NOT NULL,
  recorded_by BIGINT NOT NULL,
  recorded_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (company_id, first_seq),
  CHECK (last_seq >= first_seq)
);

CREATE TABLE day_totals (
  company_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  date TEXT COLLATE "C" NOT NULL,
  layer BIGINT NOT NULL,
  book BIGINT NOT NULL,
  debit BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  PRIMARY KEY (company_id, account_id, date, layer, book)
) WITH (fillfactor = 80);

CREATE TABLE dimension_day_totals (
  company_id BIGINT NOT NULL,
  dimension_set_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  date TEXT COLLATE "C" NOT NULL,
  layer BIGINT NOT NULL,
  book BIGINT NOT NULL,
  debit BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  PRIMARY KEY (company_id, dimension_set_id, account_id, date, layer, book)
) WITH (fillfactor = 80);

CREATE TABLE idempotency_keys (
  company_id BIGINT NOT NULL REFERENCES companies (id),
  key TEXT COLLATE "C" NOT NULL,
  request_hash BYTEA NOT NULL,
  status BIGINT NOT NULL,
  response TEXT COLLATE "C" NOT NULL,
  recorded_at TEXT COLLATE "C" NOT NULL,
  -- Of all the rest of the row: a changed byte shows.
  row_hash BYTEA NOT NULL,
  PRIMARY KEY (company_id, key)
);

-- Books that came in as files: each import, and what every voucher of it was known by where it came from.
CREATE TABLE import_batches (
  company_id BIGINT NOT NULL REFERENCES companies (id),
  id BIGINT NOT NULL CHECK (id > 0),
  source TEXT COLLATE "C" NOT NULL,
  file TEXT COLLATE "C" NOT NULL,
  imported_at TEXT COLLATE "C" NOT NULL,
  vouchers BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  -- What it made besides, as JSON: accounts, years, types.
  created TEXT COLLATE "C" NOT NULL,
  undone_at TEXT COLLATE "C",
  PRIMARY KEY (company_id, id)
);

CREATE TABLE imported_vouchers (
  company_id BIGINT NOT NULL,
  voucher_id BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  is_opening BIGINT NOT NULL,
  series TEXT COLLATE "C" NOT NULL,
  number TEXT COLLATE "C" NOT NULL,
  date TEXT COLLATE "C" NOT NULL,
  content_hash TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (company_id, voucher_id)
);

CREATE TABLE audit_events (
  company_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  recorded_at TEXT COLLATE "C" NOT NULL,
  user_id BIGINT NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  detail TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (company_id, id)
);

-- Everything that gives postings their meaning, as it was written: what the other tables say is what was said
-- here last. Company 0 is the installation.
CREATE TABLE facts (
  company_id BIGINT NOT NULL,
  id BIGINT NOT NULL CHECK (id > 0),
  content TEXT COLLATE "C" NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (company_id, id)
);

-- Written and emptied again to learn whether the disk takes anything.
CREATE TABLE storage_probes (
  id BIGINT PRIMARY KEY,
  content TEXT COLLATE "C" NOT NULL
);

-- Refuses whatever the trigger was declared for, with the sentence it was given.
CREATE FUNCTION cuadre_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $$;

-- Takes the company's row until the end of the transaction and answers its lock.
-- A transaction that posts holds that row already (`holdCompany`), so this costs it nothing and waits
-- for nobody. Anything else that writes (another program, a person in psql) waits here for the
-- transaction that is moving the lock or closing a year, and then reads what it committed: at READ
-- COMMITTED every statement of a VOLATILE function has a snapshot of its own. A plain SELECT would
-- read the lock as it was before.
CREATE FUNCTION cuadre_hold_lock(company BIGINT) RETURNS TEXT LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  locked TEXT;
BEGIN
  SELECT locked_through INTO locked FROM companies WHERE id = company FOR NO KEY UPDATE;
  RETURN locked;
END $$;

-- The log is append-only, whoever writes.
CREATE TRIGGER postings_no_update BEFORE UPDATE OR DELETE ON postings
  FOR EACH ROW EXECUTE FUNCTION cuadre_refuse('cuadre: postings are append-only');
CREATE TRIGGER postings_no_truncate BEFORE TRUNCATE ON postings
  FOR EACH STATEMENT EXECUTE FUNCTION cuadre_refuse('cuadre: postings are append-only');
CREATE TRIGGER posting_batches_no_update BEFORE UPDATE OR DELETE ON posting_batches
  FOR EACH ROW EXECUTE FUNCTION cuadre_refuse('cuadre: posting batches are append-only');
CREATE TRIGGER posting_batches_no_truncate BEFORE TRUNCATE ON posting_batches
  FOR EACH STATEMENT EXECUTE FUNCTION cuadre_refuse('cuadre: posting batches are append-only');
CREATE TRIGGER audit_events_no_update BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION cuadre_refuse('cuadre: the audit trail is append-only');
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION cuadre_refuse('cuadre: the audit trail is append-only');
CREATE TRIGGER facts_no_update BEFORE UPDATE OR DELETE ON facts
  FOR EACH ROW EXECUTE FUNCTION cuadre_refuse('cuadre: facts are append-only');
CREATE TRIGGER facts_no_truncate BEFORE TRUNCATE ON facts
  FOR EACH STATEMENT EXECUTE FUNCTION cuadre_refuse('cuadre: facts are append-only');

-- What came in once is known for ever; of an import only its being undone is written later, once.
CREATE TRIGGER imported_vouchers_no_update BEFORE UPDATE OR DELETE ON imported_vouchers
  FOR EACH ROW EXECUTE FUNCTION cuadre_refuse('cuadre: imported vouchers are append-only');
CREATE TRIGGER imported_vouchers_no_truncate BEFORE TRUNCATE ON imported_vouchers
  FOR EACH STATEMENT EXECUTE FUNCTION cuadre_refuse('cuadre: imported vouchers are append-only');
CREATE TRIGGER import_batches_no_update BEFORE UPDATE ON import_batches
  FOR EACH ROW WHEN (OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR NEW.company_id <> OLD.company_id
    OR NEW.id <> OLD.id OR NEW.source <> OLD.source OR NEW.file <> OLD.file OR NEW.imported_at <> OLD.imported_at
    OR NEW.vouchers <> OLD.vouchers OR NEW.refused <> OLD.refused OR NEW.created <> OLD.created)
  EXECUTE FUNCTION cuadre_refuse('cuadre: an import is only undone, and once');
CREATE TRIGGER import_batches_no_delete BEFORE DELETE ON import_batches
  FOR EACH ROW EXECUTE FUNCTION cuadre_refuse('cuadre: imports are not deleted');
CREATE TRIGGER import_batches_no_truncate BEFORE TRUNCATE ON import_batches
  FOR EACH STATEMENT EXECUTE FUNCTION cuadre_refuse('cuadre: imports are not deleted');

-- Invariant 2, second line of defence: the first is the rule inside the posting transaction.
-- Once per statement, not per row: an import adds hundreds of postings at a time.
CREATE FUNCTION cuadre_check_posting_dates() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  span RECORD;
  locked TEXT;
BEGIN
  FOR span IN
    SELECT company_id, min(date) AS first_date FROM added GROUP BY company_id ORDER BY company_id
  LOOP
    locked := cuadre_hold_lock(span.company_id);
    IF locked >= span.first_date THEN
      RAISE EXCEPTION 'cuadre: the date is locked';
    END IF;
  END LOOP;
  IF EXISTS (
    SELECT 1 FROM (SELECT DISTINCT company_id, date FROM added) AS day
    WHERE NOT EXISTS (SELECT 1 FROM fiscal_years AS year WHERE year.company_id = day.company_id
      AND year.starts_on <= day.date AND year.ends_on >= day.date AND year.state = 'open')
  ) THEN
    RAISE EXCEPTION 'cuadre: the date is in no open fiscal year';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER postings_check_dates AFTER INSERT ON postings
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION cuadre_check_posting_dates();

-- A posted voucher under a lock does not change either.
CREATE FUNCTION cuadre_check_voucher_lock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  locked TEXT := cuadre_hold_lock(OLD.company_id);
BEGIN
  IF (OLD.state <> 'draft' AND locked >= OLD.date) OR (NEW.state <> 'draft' AND locked >= NEW.date) THEN
    RAISE EXCEPTION 'cuadre: the date is locked';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vouchers_refuse_locked_date BEFORE UPDATE ON vouchers
  FOR EACH ROW WHEN (OLD.state <> 'draft' OR NEW.state <> 'draft')
  EXECUTE FUNCTION cuadre_check_voucher_lock();
-- What has a number was posted once: the log speaks of it, also after it went back to draft.
CREATE TRIGGER vouchers_no_delete_numbered BEFORE DELETE ON vouchers
  FOR EACH ROW WHEN (OLD.number IS NOT NULL)
  EXECUTE FUNCTION cuadre_refuse('cuadre: numbered vouchers are not deleted');

-- Fiscal years of a company never overlap (E03), and change only with the company's row in hand:
-- a posting that is being written has it, so closing a year waits for it or is seen by it.
CREATE FUNCTION cuadre_check_fiscal_year() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM cuadre_hold_lock(NEW.company_id);
  IF EXISTS (SELECT 1 FROM fiscal_years WHERE company_id = NEW.company_id
    AND (TG_OP = 'INSERT' OR id <> OLD.id) AND starts_on <= NEW.ends_on AND ends_on >= NEW.starts_on) THEN
    RAISE EXCEPTION 'cuadre: fiscal years overlap';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fiscal_years_no_overlap BEFORE INSERT OR UPDATE ON fiscal_years
  FOR EACH ROW EXECUTE FUNCTION cuadre_check_fiscal_year();
