// How people call the facts that `verify` speaks of, in Spanish.
import type { FactKindName, FactValue } from '../audit/facts.ts';

const subjects: Record<FactKindName, (values: readonly FactValue[]) => string> = {
  company: () => 'La empresa',
  settings: () => 'La versión de los ajustes',
  lock: () => 'El bloqueo',
  account: ([, code]) => `La cuenta ${code}`,
  fiscalYear: ([, name]) => `El ejercicio ${name}`,
  voucherType: ([code]) => `El tipo de comprobante ${code}`,
  party: ([code]) => `El tercero ${code}`,
  costCenter: ([code]) => `El centro de costo ${code}`,
  dimensionSet: ([id]) => `El juego de dimensiones n.º ${id}`,
  person: ([, email]) => `La persona ${email}`,
  role: ([id]) => `La función de la persona n.º ${id}`,
  event: ([id, , , action]) => `El suceso n.º ${id} de la auditoría (${action})`,
  importBatch: ([id, , file]) => `La importación n.º ${id} (${file})`,
  importedVoucher: ([id]) => `Lo que se sabe del comprobante importado n.º ${id}`,
  user: ([, email]) => `El usuario ${email}`,
  books: ([, code]) => `La empresa ${code}`,
};

/** @param values of its columns, in the order of its kind */
export function nameFact(name: FactKindName, values: readonly FactValue[]): string {
  return subjects[name](values);
}

const kinds: Record<FactKindName | 'draft' | 'locked', string> = {
  company: 'empresa',
  settings: 'ajustes',
  lock: 'bloqueo',
  locked: 'bloqueo',
  account: 'cuentas',
  fiscalYear: 'ejercicios',
  voucherType: 'tipos de comprobante',
  party: 'terceros',
  costCenter: 'centros de costo',
  dimensionSet: 'dimensiones',
  person: 'personas',
  role: 'funciones',
  event: 'auditoría',
  importBatch: 'importaciones',
  importedVoucher: 'comprobantes importados',
  user: 'usuarios',
  books: 'empresas',
  draft: 'borradores',
};

/** What a record of facts speaks of; a kind that nobody knows is called what it is called there. */
export function nameKinds(names: Iterable<string>): string {
  const said = [...names].map((name) => (kinds as Record<string, string>)[name] ?? name);
  return [...new Set(said)].join(', ');
}

const columns: Record<string, string> = {
  action: 'la acción',
  chart: 'el plan de cuentas',
  closesApart: '«cierra aparte»',
  closesInto: 'la cuenta en la que cierra',
  code: 'el código',
  costCenter: 'el centro de costo',
  createdAt: 'la fecha de alta',
  currency: 'la moneda',
  detail: 'el detalle',
  email: 'el correo',
  endsOn: 'el último día',
  id: 'el número',
  isActive: '«activa»',
  isDisabled: '«sin acceso»',
  isOperator: '«administra la instalación»',
  kind: 'la clase',
  lockedAt: 'el momento',
  lockedBy: 'quién lo puso',
  lockedThrough: 'el último día bloqueado',
  minorDigits: 'el número de decimales',
  name: 'el nombre',
  nature: 'la naturaleza',
  party: 'el tercero',
  passwordHash: 'la contraseña',
  personId: 'la persona',
  profile: 'el país',
  project: 'el proyecto',
  section: 'la sección',
  branch: 'la sucursal',
  property: 'el inmueble',
  subledger: 'el auxiliar',
  purpose: 'el uso',
  recordedAt: 'el momento',
  requiresCostCenter: '«pide centro de costo»',
  requiresParty: '«pide tercero»',
  resultAccount: 'la cuenta de resultado',
  role: 'la función',
  settingsVersion: 'el contador',
  sortOrder: 'el orden',
  startsOn: 'el primer día',
  state: 'el estado',
  subaccountLength: 'la longitud de las subcuentas',
  subject: 'de qué trata',
  uid: 'el identificador',
  source: 'la procedencia',
  file: 'el archivo',
  vouchers: 'los comprobantes',
  refused: 'los rechazados',
  created: 'lo que creó',
  importedAt: 'el momento',
  undoneAt: 'cuándo se deshizo',
  batchId: 'la importación',
  series: 'la serie',
  number: 'el número',
  date: 'la fecha',
  isOpening: '«apertura»',
  contentHash: 'la huella',
  userId: 'quién',
};

/** As a sentence names it. */
export function nameColumn(key: string): string {
  return columns[key] ?? key;
}

const words: Record<string, Record<string, string>> = {
  kind: {
    asset: 'activo',
    liability: 'pasivo',
    equity: 'patrimonio',
    income: 'ingreso',
    expense: 'gasto',
    cost: 'costo',
    memorandum: 'orden',
  },
  nature: { debit: 'deudora', credit: 'acreedora' },
  state: { open: 'abierto', closed: 'cerrado' },
  purpose: { ordinary: 'ordinario', opening: 'apertura' },
};
const flags = /^(is[A-Z]|requires|closesApart)/;

export function sayValue(key: string, value: FactValue): string {
  if (value === null) return 'nada';
  if (key === 'passwordHash') return `otra (${String(value).slice(0, 8)})`;
  if (flags.test(key)) return value === 1 ? '«sí»' : '«no»';
  return `«${words[key]?.[value] ?? value}»`;
}
