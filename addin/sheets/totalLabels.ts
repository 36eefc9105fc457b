// Words by which programs name the rows that repeat what others already say: totals of every level,
// sums carried from page to page, the difference at the foot of a voucher.
import type { CellValue } from './cellGrid.ts';
import { headerWords } from './cellText.ts';

const qualifiers =
  'de|del|la|las|el|los|y|e|o|general|generales|iguales|acumulado|grupo|grupos|subgrupo|subgrupos|cuenta|cuentas|subcuenta|subcuentas|clase|clases|mayor|nivel|rubro|activo|pasivo|patrimonio|neto|capital|ingresos|gastos|costos?|costes?|ventas|resultado|balance|asiento|comprobante|documento|pagina|hoja|movimientos?|saldos?|sumas?|corriente|no|debe|haber|debitos?|creditos?|deudor(?:es)?|acreedor(?:es)?|partidas?|diario|mes|periodo|ejercicio|anterior|[0-9]+';
const total = new RegExp(`^(?:gran |sub ?)?total(?:es)?(?: (?:${qualifiers}))*$`);
const sums =
  /^sumas?( y saldos| (totales )?iguales| (del )?(diario|balance|mayor)| totales?| total| anterior(es)?| parcial(es)?)?$|^sumas? y siguen?$|^suma sigue$|^suma (de la|del) (pagina|anterior|grupo|cuenta).*$|^total(es)? y saldos$/;
const carried = /^(van|vienen)( al frente| del frente| de la pagina anterior)?$|^(al|del) frente$/;
const difference = /^diferencia( debe haber)?$/;
/** Begins like a total and goes on with a name: perhaps «Total tesorería», perhaps a supplier. */
const namedTotal = /^(?:sub ?)?total(?:es)? /;

export type TotalLabel =
  /** It repeats; its figures are a control. */
  | 'total'
  /** It repeats only if its figures say so. */
  | 'named'
  | 'difference';

export function readTotalLabel(value: CellValue): TotalLabel | null {
  if (typeof value !== 'string' || value.length > 80) return null;
  const words = headerWords(value);
  if (difference.test(words)) return 'difference';
  if (total.test(words) || sums.test(words) || carried.test(words)) return 'total';
  return namedTotal.test(words) ? 'named' : null;
}

/** The code that a label names: «Total grupo 4», «Subtotal 57». */
export function codeOfLabel(value: CellValue): string | null {
  const match = /\b(?:total(?:es)?|grupo|subgrupo|clase|cuenta)\s+([0-9][0-9.]*)\s*$/i.exec(
    typeof value === 'string' ? value.trim() : '',
  );
  return match?.[1] ?? null;
}
