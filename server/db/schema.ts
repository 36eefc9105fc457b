// The tables, written once over the column kit. Keys, checks and triggers stand in the migrations,
// whose agreement with this file is a test. Everything carries its company (invariant 6).
import { sqliteKit, type ColumnKit } from './columnKit.ts';

/** Builds the tables for an engine. */
export function buildTables(kit: ColumnKit) {
  const { table, text, integer, money, flag, hash, person } = kit;
  return {
    installation: table('installation', {
      id: integer('id').notNull(),
      uid: text('uid').notNull(),
      lastFactId: integer('last_fact_id').notNull(),
      lastFactHash: text('last_fact_hash').notNull(),
    }),
    companies: table('companies', {
      id: integer('id').notNull(),
      /** Stays the same wherever the company is copied; seeds its hash chain. */
      uid: text('uid').notNull(),
      code: text('code').notNull(),
      name: text('name').notNull(),
      profile: text('profile').notNull(),
      chart: text('chart').notNull(),
      currency: text('currency').notNull(),
      minorDigits: integer('minor_digits').notNull(),
      subaccountLength: integer('subaccount_length').notNull(),
      resultAccount: text('result_account').notNull(),
      /** The ledger version: read and advanced under this row's lock in every posting. */
      lastSeq: integer('last_seq').notNull(),
      lastHash: text('last_hash').notNull(),
      /** When its last batch was recorded; null before the first. */
      lastRecordedAt: text('last_recorded_at'),
      /** Where the chain of its facts ends. */
      lastFactId: integer('last_fact_id').notNull(),
      lastFactHash: text('last_fact_hash').notNull(),
      lastVoucherId: integer('last_voucher_id').notNull(),
      settingsVersion: integer('settings_version').notNull(),
      lockedThrough: text('locked_through'),
      lockedBy: text('locked_by'),
      lockedAt: text('locked_at'),
      createdAt: text('created_at').notNull(),
    }),
    users: table('users', {
      id: integer('id').notNull(),
      email: text('email').notNull(),
      name: text('name').notNull(),
      passwordHash: text('password_hash').notNull(),
      isDisabled: flag('is_disabled').notNull(),
      /** May create companies and users: the installation's administrator. */
      isOperator: flag('is_operator').notNull(),
      createdAt: text('created_at').notNull(),
    }),
    companyPeople: table('company_people', {
      companyId: integer('company_id').notNull(),
      id: person('id').notNull(),
      email: text('email').notNull(),
      name: text('name').notNull(),
    }),
    companyRoles: table('company_roles', {
      companyId: integer('company_id').notNull(),
      /** Who signs in; the only number of a user in what belongs to a company. */
      userId: integer('user_id').notNull(),
      personId: person('person_id').notNull(),
      role: text('role').notNull(),
    }),
    sessions: table('sessions', {
      tokenHash: text('token_hash').notNull(),
      userId: integer('user_id').notNull(),
      createdAt: text('created_at').notNull(),
      lastSeenAt: text('last_seen_at').notNull(),
      idleExpiresAt: text('idle_expires_at').notNull(),
      absoluteExpiresAt: text('absolute_expires_at').notNull(),
    }),
    /** Failed sign-ins by what they are counted for; `known` addresses with no points. */
    signInAttempts: table('sign_in_attempts', {
      key: text('key').notNull(),
      points: integer('points').notNull(),
      expiresAt: text('expires_at').notNull(),
    }),
    accounts: table('accounts', {
      companyId: integer('company_id').notNull(),
      id: integer('id').notNull(),
      code: text('code').notNull(),
      name: text('name').notNull(),
      kind: text('kind').notNull(),
      nature: text('nature').notNull(),
      isActive: flag('is_active').notNull(),
      requiresParty: flag('requires_party').notNull(),
      requiresCostCenter: flag('requires_cost_center').notNull(),
      /** The equity account that takes its balance at the year end; null: that of the account above. */
      closesInto: text('closes_into'),
      /** Its balance never enters the result of the year, nor that of the accounts below. */
      closesApart: flag('closes_apart').notNull(),
    }),
    parties: table('parties', {
      companyId: integer('company_id').notNull(),
      code: text('code').notNull(),
      name: text('name').notNull(),
      createdAt: text('created_at').notNull(),
    }),
    costCenters: table('cost_centers', {
      companyId: integer('company_id').notNull(),
      code: text('code').notNull(),
      name: text('name').notNull(),
      createdAt: text('created_at').notNull(),
    }),
    dimensionSets: table('dimension_sets', {
      companyId: integer('company_id').notNull(),
      id: integer('id').notNull(),
      party: text('party').notNull(),
      costCenter: text('cost_center').notNull(),
      project: text('project').notNull(),
      section: text('section').notNull(),
      branch: text('branch').notNull(),
      property: text('property').notNull(),
      subledger: text('subledger').notNull(),
    }),
    fiscalYears: table('fiscal_years', {
      companyId: integer('company_id').notNull(),
      id: integer('id').notNull(),
      name: text('name').notNull(),
      startsOn: text('starts_on').notNull(),
      endsOn: text('ends_on').notNull(),
      state: text('state').notNull(),
    }),
    voucherTypes: table('voucher_types', {
      companyId: integer('company_id').notNull(),
      code: text('code').notNull(),
      name: text('name').notNull(),
      purpose: text('purpose').notNull(),
      sortOrder: integer('sort_order').notNull(),
    }),
    voucherCounters: table('voucher_counters', {
      companyId: integer('company_id').notNull(),
      type: text('type').notNull(),
      /** What the numbers begin anew with: a fiscal year's id, a day as YYYYMMDD, or 0 for nothing. */
      scope: integer('scope').notNull(),
      lastNumber: integer('last_number').notNull(),
    }),
    vouchers: table('vouchers', {
      companyId: integer('company_id').notNull(),
      id: integer('id').notNull(),
      uid: text('uid').notNull(),
      state: text('state').notNull(),
      type: text('type').notNull(),
      number: integer('number'),
      /** The scope of the sequence that gave the number (`numbering.ts`); null without one. */
      numberScope: integer('number_scope'),
      fiscalYearId: integer('fiscal_year_id'),
      date: text('date').notNull(),
      description: text('description').notNull(),
      reference: text('reference').notNull(),
      origin: integer('origin').notNull(),
      debitTotal: money('debit_total').notNull(),
      creditTotal: money('credit_total').notNull(),
      lineCount: integer('line_count').notNull(),
      version: integer('version').notNull(),
      /** A draft as it was sent, still unchecked; null once posted. */
      draft: text('draft'),
      /** Its lines in the log: what it posted last. Null while it is a draft. */
      firstSeq: integer('first_seq'),
      lastSeq: integer('last_seq'),
      changedBy: person('changed_by').notNull(),
      changedAt: text('changed_at').notNull(),
      postedAt: text('posted_at'),
    }),
    postings: table('postings', {
      companyId: integer('company_id').notNull(),
      seq: integer('seq').notNull(),
      voucherId: integer('voucher_id').notNull(),
      entry: integer('entry').notNull(),
      line: integer('line').notNull(),
      accountId: integer('account_id').notNull(),
      date: text('date').notNull(),
      layer: integer('layer').notNull(),
      book: integer('book').notNull(),
      debit: money('debit').notNull(),
      credit: money('credit').notNull(),
      currency: text('currency').notNull(),
      /** Debit − credit in `currency`. */
      currencyAmount: money('currency_amount').notNull(),
      dimensionSetId: integer('dimension_set_id').notNull(),
      origin: integer('origin').notNull(),
      documentRef: text('document_ref').notNull(),
      description: text('description').notNull(),
      dueDate: text('due_date'),
      /** The posting that this one cancels; its amounts count as negative on the other side. */
      mirrorsSeq: integer('mirrors_seq'),
    }),
    postingBatches: table('posting_batches', {
      companyId: integer('company_id').notNull(),
      firstSeq: integer('first_seq').notNull(),
      lastSeq: integer('last_seq').notNull(),
      voucherId: integer('voucher_id').notNull(),
      kind: text('kind').notNull(),
      formatVersion: integer('format_version').notNull(),
      hash: hash('hash').notNull(),
      /** Of its voucher's own row as it stood after this batch. */
      headHash: hash('head_hash').notNull(),
      recordedBy: person('recorded_by').notNull(),
      recordedAt: text('recorded_at').notNull(),
    }),
    dayTotals: table('day_totals', {
      companyId: integer('company_id').notNull(),
      accountId: integer('account_id').notNull(),
      date: text('date').notNull(),
      layer: integer('layer').notNull(),
      book: integer('book').notNull(),
      debit: money('debit').notNull(),
      credit: money('credit').notNull(),
    }),
    dimensionDayTotals: table('dimension_day_totals', {
      companyId: integer('company_id').notNull(),
      dimensionSetId: integer('dimension_set_id').notNull(),
      accountId: integer('account_id').notNull(),
      date: text('date').notNull(),
      layer: integer('layer').notNull(),
      book: integer('book').notNull(),
      debit: money('debit').notNull(),
      credit: money('credit').notNull(),
    }),
    idempotencyKeys: table('idempotency_keys', {
      companyId: integer('company_id').notNull(),
      key: text('key').notNull(),
      requestHash: hash('request_hash').notNull(),
      status: integer('status').notNull(),
      response: text('response').notNull(),
      recordedAt: text('recorded_at').notNull(),
      rowHash: hash('row_hash').notNull(),
    }),
    /** Books that came in as files. */
    importBatches: table('import_batches', {
      companyId: integer('company_id').notNull(),
      id: integer('id').notNull(),
      /** Where the books come from: vouchers are known by it, and not by the file. */
      source: text('source').notNull(),
      file: text('file').notNull(),
      importedAt: text('imported_at').notNull(),
      vouchers: integer('vouchers').notNull(),
      refused: integer('refused').notNull(),
      /** What it made besides, as JSON: accounts, years, types. */
      created: text('created').notNull(),
      undoneAt: text('undone_at'),
    }),
    /** What each voucher that came in was known by where it came from. */
    importedVouchers: table('imported_vouchers', {
      companyId: integer('company_id').notNull(),
      voucherId: integer('voucher_id').notNull(),
      batchId: integer('batch_id').notNull(),
      isOpening: flag('is_opening').notNull(),
      series: text('series').notNull(),
      number: text('number').notNull(),
      date: text('date').notNull(),
      contentHash: text('content_hash').notNull(),
    }),
    auditEvents: table('audit_events', {
      companyId: integer('company_id').notNull(),
      id: integer('id').notNull(),
      recordedAt: text('recorded_at').notNull(),
      userId: person('user_id').notNull(),
      action: text('action').notNull(),
      subject: text('subject').notNull(),
      detail: text('detail').notNull(),
    }),
    /** The second log of a company: what its other tables say, as it was written (`server/audit/facts.ts`). */
    facts: table('facts', {
      companyId: integer('company_id').notNull(),
      id: integer('id').notNull(),
      content: text('content').notNull(),
      hash: hash('hash').notNull(),
    }),
    storageProbes: table('storage_probes', {
      id: integer('id').notNull(),
      content: text('content').notNull(),
    }),
  };
}

export type Tables = ReturnType<typeof buildTables>;
export const sqliteTables: Tables = buildTables(sqliteKit);
