// The 450 accounts of the made-up company: Spanish subaccounts of ten digits below the official chart.

export interface BenchAccount {
  code: string;
  name: string;
  /** As the neutral form of books calls them. */
  type: 'asset' | 'liability' | 'equity' | 'income' | 'expense';
  group: AccountGroup;
}

const groups = {
  customers: ['430', 'Cliente', 'asset', 150],
  suppliers: ['400', 'Proveedor', 'liability', 100],
  creditors: ['410', 'Acreedor', 'liability', 40],
  banks: ['572', 'Banco', 'asset', 6],
  inputTax: ['472', 'IVA soportado', 'asset', 3],
  outputTax: ['477', 'IVA repercutido', 'liability', 3],
  withholding: ['4751', 'Retenciones practicadas', 'liability', 2],
  salariesPayable: ['465', 'Remuneraciones pendientes', 'liability', 1],
  goods: ['600', 'Compras de mercaderías', 'expense', 30],
  services: ['629', 'Otros servicios', 'expense', 30],
  supplies: ['628', 'Suministros', 'expense', 20],
  bankCharges: ['626', 'Servicios bancarios', 'expense', 5],
  salaries: ['640', 'Sueldos y salarios', 'expense', 20],
  sales: ['700', 'Ventas de mercaderías', 'income', 25],
  serviceSales: ['705', 'Prestaciones de servicios', 'income', 15],
} as const;

export type AccountGroup = keyof typeof groups;

const subaccountLength = 10;

export const benchAccounts: readonly BenchAccount[] = Object.entries(groups).flatMap(
  ([group, [stem, name, type, count]]) =>
    Array.from({ length: count }, (_, index) => ({
      code: stem + String(index + 1).padStart(subaccountLength - stem.length, '0'),
      name: `${name} ${index + 1}`,
      type,
      group: group as AccountGroup,
    })),
);

const firstOfGroup = new Map<AccountGroup, number>();
benchAccounts.forEach(({ group }, index) => {
  if (!firstOfGroup.has(group)) firstOfGroup.set(group, index);
});

/** Where a group begins in `benchAccounts`, and how many it has. */
export function placeOfGroup(group: AccountGroup): { first: number; count: number } {
  return { first: firstOfGroup.get(group)!, count: groups[group][3] };
}

/** The account with those above it, as plain-text ledgers write a hierarchy: `4:43:430:4300000001`. */
export function hierarchicalName({ code }: BenchAccount): string {
  return `${code.slice(0, 1)}:${code.slice(0, 2)}:${code.slice(0, 3)}:${code}`;
}
