// Numbers as a person types them: with separators, currency, percentage, in brackets, as a fraction or
// with an exponent, and the number format that Excel gives to each. (support.microsoft.com, «Números con
// formato de moneda», «… de porcentaje», «… de fracción»; «Especificaciones y límites de Excel».)
import type { InputLanguage, TypedNumber } from './typedDate.ts';

interface NumberMarks {
  decimal: string;
  plain: RegExp;
  grouped: RegExp;
  /** The currency of the computer's region: another one leaves a text. */
  currency: string;
  money: (digits: string) => string;
}

const MARKS: Record<InputLanguage, NumberMarks> = {
  spanish: {
    decimal: ',',
    plain: /^\d+(,\d*)?$|^,\d+$/,
    grouped: /^\d{1,3}(\.\d{3})+(,\d*)?$/,
    currency: '€',
    money: (digits) => `${digits} "€"`,
  },
  english: {
    decimal: '.',
    plain: /^\d+(\.\d*)?$|^\.\d+$/,
    grouped: /^\d{1,3}(,\d{3})+(\.\d*)?$/,
    currency: '$',
    money: (digits) => `"$"${digits}`,
  },
};

/** Excel keeps fifteen digits of what is typed and puts zeros after them. */
const KEPT_DIGITS = 15;

function keepDigits(digits: string): string {
  let kept = 0;
  return [...digits]
    .map((character) => {
      if (!/\d/.test(character) || (kept === 0 && character === '0')) return character;
      kept += 1;
      return kept > KEPT_DIGITS ? '0' : character;
    })
    .join('');
}

interface Stripped {
  digits: string;
  sign: 1 | -1;
  isMoney: boolean;
  isPercentage: boolean;
}

/** Takes off one sign, currency and percentage, each at the places where Excel takes them. */
function strip(text: string, { currency }: NumberMarks): Stripped | null {
  let rest = text;
  const taken: string[] = [];
  const take = (pattern: RegExp, name: string) => {
    const match = pattern.exec(rest);
    if (!match || taken.includes(name)) return;
    taken.push(name);
    rest = rest.replace(pattern, '');
  };
  const mark = currency === '$' ? '\\$' : currency;
  const bracketed = /^\((.*)\)$/.exec(rest);
  if (bracketed) rest = bracketed[1] ?? '';
  for (let round = 0; round < 2; round += 1) {
    take(/^- ?/, 'minus');
    take(/^\+ ?/, 'plus');
    take(new RegExp(`^${mark} *| *${mark}$`), 'money');
    take(/^% *| *%$/, 'percentage');
  }
  const signs = [bracketed !== null, taken.includes('minus'), taken.includes('plus')];
  const isMoney = taken.includes('money');
  const isPercentage = taken.includes('percentage');
  if (signs.filter(Boolean).length > 1 || (isMoney && isPercentage)) return null;
  return { digits: rest, sign: signs[0] || signs[1] ? -1 : 1, isMoney, isPercentage };
}

function readFraction(text: string): TypedNumber | null {
  const match = /^([+-]?)(\d+) (\d{1,3})\/(\d{1,3})$/.exec(text);
  if (!match) return null;
  const [, sign, whole, numerator, denominator = ''] = match;
  if (Number(denominator) === 0) return null;
  const value = Number(whole) + Number(numerator) / Number(denominator);
  const places = '?'.repeat(denominator.length);
  return { value: sign === '-' ? -value : value, numberFormat: `# ${places}/${places}` };
}

export function readTypedNumber(text: string, language: InputLanguage): TypedNumber | null {
  const marks = MARKS[language];
  const stripped = strip(text, marks);
  if (!stripped) return null;
  const [mantissa = '', exponent, ...more] = stripped.digits.split(/e/i);
  const isGrouped = marks.grouped.test(mantissa);
  const isExponent = exponent !== undefined;
  if (more.length > 0 || (isExponent && !/^[+-]?\d+$/.test(exponent))) return readFraction(text);
  if (!isGrouped && !marks.plain.test(mantissa)) return readFraction(text);
  const [whole = '', decimals = ''] = keepDigits(mantissa).split(marks.decimal);
  const plain = Number(`${whole.replace(/\D/g, '')}.${decimals}e${exponent ?? 0}`);
  const value = stripped.sign * (stripped.isPercentage ? plain / 100 : plain);
  if (!Number.isFinite(value)) return null;
  const numberFormat = formatOf(marks, stripped, { decimals, isGrouped, isExponent });
  // No zero with a sign.
  return { value: value + 0, ...(numberFormat ? { numberFormat } : {}) };
}

function formatOf(
  marks: NumberMarks,
  { isMoney, isPercentage }: Stripped,
  seen: { decimals: string; isGrouped: boolean; isExponent: boolean },
): string | undefined {
  const decimals = seen.decimals === '' ? '' : '.00';
  if (isPercentage) return `0${decimals}%`;
  if (isMoney) {
    const money = marks.money(`#,##0${decimals}`);
    return `${money};[Red]-${money}`;
  }
  if (seen.isExponent) return '0.00E+00';
  return seen.isGrouped ? `#,##0${decimals}` : undefined;
}
