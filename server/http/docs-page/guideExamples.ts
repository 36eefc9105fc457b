// The requests of the guide. A test makes them, one after another, and compares what is shown with what is answered.

export interface GuideExample {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
  status: number;
  /** Headers of the answer that the text talks about. */
  answerHeaders?: Record<string, string>;
  /** Part of the answer; left out: not shown. */
  answer?: unknown;
}

/** What stands for the credential: the shell puts it there. */
export const tokenVariable = '$TOKEN';

const company = '/v1/companies/ESPIGA';
const signedIn = { Authorization: `Bearer ${tokenVariable}` };

const sale = {
  id: '0199f3a0-7c11-7a52-9d0e-2f1f3c0c8a01',
  action: 'post',
  date: '2026-03-31',
  description: 'Venta al contado',
  lines: [
    { line: 1, account: '572', debit: '121.00' },
    { line: 2, account: '700', credit: '100.00' },
    { line: 3, account: '477', party: 'Q2826000H', credit: '21.00' },
  ],
};
const posted = { voucher: { state: 'posted', version: 1, totals: { debit: '121.00' } } };
const draft = { id: '0199f3a0-7c11-7a52-9d0e-2f1f3c0c8a02', action: 'draft', lines: [] };

export const guideExamples = {
  signIn: {
    method: 'POST',
    path: '/v1/sessions',
    body: { email: 'ana@ejemplo.es', password: 'contraseña-de-prueba' },
    status: 201,
    answer: { user: { email: 'ana@ejemplo.es' }, companies: [{ code: 'ESPIGA', currency: 'EUR' }] },
  },
  company: {
    method: 'GET',
    path: company,
    headers: signedIn,
    status: 200,
    answer: { code: 'ESPIGA', currency: 'EUR', minorDigits: 2, defaultVoucherType: 'AS' },
  },
  post: {
    method: 'POST',
    path: `${company}/vouchers`,
    headers: { ...signedIn, 'Idempotency-Key': 'venta-2026-0331-1' },
    body: sale,
    status: 201,
    answerHeaders: { Location: `${company}/vouchers/${sale.id}`, ETag: '"1"' },
    answer: posted,
  },
  postAgain: {
    method: 'POST',
    path: `${company}/vouchers`,
    headers: { ...signedIn, 'Idempotency-Key': 'venta-2026-0331-1' },
    body: sale,
    status: 201,
    answerHeaders: { 'Idempotency-Replayed': 'true' },
    answer: posted,
  },
  saveDraft: {
    method: 'POST',
    path: `${company}/vouchers`,
    headers: { ...signedIn, 'Idempotency-Key': 'borrador-0001' },
    body: draft,
    status: 201,
    answerHeaders: { ETag: '"1"' },
  },
  editDraft: {
    method: 'PUT',
    path: `${company}/vouchers/${draft.id}`,
    headers: { ...signedIn, 'Idempotency-Key': 'cambio-0001', 'If-Match': '"1"' },
    body: { date: '2026-03-31', description: 'Por completar', lines: [] },
    status: 200,
    answerHeaders: { ETag: '"2"' },
  },
  editStale: {
    method: 'PUT',
    path: `${company}/vouchers/${draft.id}`,
    headers: { ...signedIn, 'Idempotency-Key': 'cambio-0002', 'If-Match': '"1"' },
    body: { lines: [] },
    status: 412,
    answer: { title: 'Cambió desde que se leyó', rejections: [{ code: 'voucher-changed' }] },
  },
  trialBalance: {
    method: 'GET',
    path: `${company}/trial-balance?from=2026-01-01&to=2026-12-31&rows=leaves`,
    headers: signedIn,
    status: 200,
    answer: { ledgerVersion: 3, totals: { debit: '121.00', credit: '121.00', closing: '0.00' } },
  },
  cells: {
    method: 'POST',
    path: `${company}/balances/query`,
    headers: signedIn,
    body: {
      accounts: ['572', '70*'],
      periods: [{ from: '2026-01-01', to: '2026-03-31' }],
      measures: ['closing', 'credit'],
      cells: [0, 0, 0, 1, 0, 1],
    },
    status: 200,
    answer: { ledgerVersion: 3, amounts: ['121.00', '100.00'], rejections: [] },
  },
  unbalanced: {
    method: 'POST',
    path: `${company}/vouchers`,
    headers: { ...signedIn, 'Idempotency-Key': 'venta-2026-0331-2' },
    body: {
      id: '0199f3a0-7c11-7a52-9d0e-2f1f3c0c8a03',
      action: 'post',
      date: '2026-03-31',
      description: 'Venta',
      lines: [
        { line: 1, account: '572', debit: '121.00' },
        { line: 2, account: '7000000', credit: '100.00' },
      ],
    },
    status: 422,
    answer: {
      title: 'No se puede registrar así',
      status: 422,
      rejections: [
        {
          code: 'account-unknown',
          message: 'La cuenta 7000000 no existe en el plan de cuentas.',
          line: 2,
          field: 'account',
          pointer: '/lines/1/account',
        },
        {
          code: 'voucher-unbalanced',
          message: 'El asiento no cuadra: debe 121,00, haber 100,00.',
          remedy: 'Corrija las líneas hasta que la diferencia de 21,00 sea cero.',
        },
      ],
    },
  },
} satisfies Record<string, GuideExample>;

/** JSON to be read: what fits a line stays on it. */
export function writeJson(value: unknown): string {
  const spread = JSON.stringify(value, null, 2);
  return spread.replace(/[[{]\n[^[\]{}]*\n *[\]}]/g, (part) => {
    const line = part.replace(/\n */g, ' ');
    return line.length > 80 ? part : line.replace(/^\[ | \]$/g, (end) => end.trim());
  });
}

/** As it is typed into a shell. */
export function writeCurl(address: string, example: GuideExample): string {
  const { method, path, body } = example;
  const headers = { ...example.headers, ...(body === undefined ? {} : jsonType) };
  const parts = [
    method === 'GET' ? `curl '${address}${path}'` : `curl -X ${method} '${address}${path}'`,
    ...Object.entries(headers).map(([name, value]) => {
      // Between double quotes the shell knows the variable.
      const quote = value.includes('$') ? '"' : "'";
      return `  -H ${quote}${name}: ${value}${quote}`;
    }),
    ...(body === undefined ? [] : [`  -d '${writeJson(body)}'`]),
  ];
  return parts.join(' \\\n');
}

const jsonType = { 'Content-Type': 'application/json' };
