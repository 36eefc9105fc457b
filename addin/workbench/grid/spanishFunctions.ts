// Where a function of Excel depends on the language of the computer or on the workbook's date system, and
// Univer's does not: texts read as numbers and dates, TEXTO's format codes, numbers joined to texts.
import {
  BaseFunction,
  ErrorType,
  ErrorValueObject,
  IFunctionService,
  NumberValueObject,
  StringValueObject,
  type ArrayValueObject,
  type BaseValueObject,
} from '@univerjs/engine-formula';
import { readNumber, type InputSettings } from './cellInput.ts';
import { fromSerial1900, toSerial1900 } from './dateSystem.ts';
import type { Grid } from './grid.ts';
import { showValue, toStoredFormat } from './numberFormats.ts';

type Convert = (value: BaseValueObject) => BaseValueObject;

/** Which arguments of each function are dates. */
const DATE_ARGUMENTS: Record<string, readonly number[]> = {
  YEAR: [0],
  MONTH: [0],
  DAY: [0],
  WEEKDAY: [0],
  WEEKNUM: [0],
  ISOWEEKNUM: [0],
  EDATE: [0],
  EOMONTH: [0],
  DATEDIF: [0, 1],
  DAYS: [0, 1],
  DAYS360: [0, 1],
  NETWORKDAYS: [0, 1, 2],
  'NETWORKDAYS.INTL': [0, 1, 3],
  WORKDAY: [0, 2],
  'WORKDAY.INTL': [0, 3],
  YEARFRAC: [0, 1],
};

const GIVES_DATE = new Set(['DATE', 'EDATE', 'EOMONTH', 'WORKDAY', 'WORKDAY.INTL']);

/** Which arguments are criteria: the first, and whether every second one after it is too. */
const CRITERIA: Record<string, { first: number; isRepeated: boolean }> = {
  COUNTIF: { first: 1, isRepeated: false },
  SUMIF: { first: 1, isRepeated: false },
  AVERAGEIF: { first: 1, isRepeated: false },
  COUNTIFS: { first: 1, isRepeated: true },
  SUMIFS: { first: 2, isRepeated: true },
  AVERAGEIFS: { first: 2, isRepeated: true },
  MAXIFS: { first: 2, isRepeated: true },
  MINIFS: { first: 2, isRepeated: true },
};

/** The operators `+ - * / ^`, which read a text as the number that it says. */
const CALCULATES = ['PLUS', 'MINUS', 'MULTIPLY', 'DIVIDED', 'POWER'];

const JOINS_TEXTS = ['CONCATENATE', 'CONCAT', 'TEXTJOIN'];

export function installSpanishFunctions(grid: Grid): void {
  const functions = grid.injector.get(IFunctionService);
  const settings = (): InputSettings => ({
    dateSystem: grid.dateSystem,
    currentYear: grid.clock().getFullYear(),
  });
  const wrap = (name: string, change: (calculate: BaseFunction['calculate']) => unknown) => {
    const executor = functions.getExecutor(name);
    if (!executor) return;
    executor.calculate = change(executor.calculate.bind(executor)) as BaseFunction['calculate'];
  };
  for (const name of new Set([...Object.keys(DATE_ARGUMENTS), ...GIVES_DATE])) {
    wrap(name, (calculate) => withDates(name, calculate, settings));
  }
  for (const [name, { first, isRepeated }] of Object.entries(CRITERIA)) {
    const isCriterion = (index: number) =>
      isRepeated ? index >= first && (index - first) % 2 === 0 : index === first;
    wrap(
      name,
      (calculate) =>
        (...given: BaseValueObject[]) =>
          calculate(
            ...given.map((value, index) =>
              isCriterion(index) ? mapValues(value, (one) => toCriterion(one, settings())) : value,
            ),
          ),
    );
  }
  for (const name of JOINS_TEXTS) {
    wrap(
      name,
      (calculate) =>
        (...given: BaseValueObject[]) =>
          calculate(...given.map((value) => mapValues(value, toJoinedText))),
    );
  }
  for (const name of CALCULATES) {
    wrap(
      name,
      (calculate) =>
        (...given: BaseValueObject[]) =>
          calculate(...given.map((value) => mapValues(value, (one) => toNumber(one, settings())))),
    );
  }
  functions.registerExecutors(
    new TextFunction(grid),
    new ReadFunction('VALUE', settings, (value) => value),
    new ReadFunction('DATEVALUE', settings, Math.floor),
    new ReadFunction('TIMEVALUE', settings, (value) => value - Math.floor(value)),
  );
}

function mapValues(value: BaseValueObject, convert: Convert): BaseValueObject {
  if (value.isReferenceObject()) return value;
  return value.isArray() ? (value as ArrayValueObject).mapValue(convert) : convert(value);
}

function withDates(
  name: string,
  calculate: BaseFunction['calculate'],
  settings: () => InputSettings,
) {
  const dates = DATE_ARGUMENTS[name] ?? [];
  return (...given: BaseValueObject[]) => {
    const { dateSystem } = settings();
    const result = calculate(
      ...given.map((value, index) =>
        dates.includes(index) ? mapValues(value, (one) => toSerial(one, settings())) : value,
      ),
    ) as BaseValueObject;
    if (!GIVES_DATE.has(name) || dateSystem === 1900) return result;
    return mapValues(result, (one) => (one.isNumber() ? shifted(one, fromSerial1900) : one));

    function shifted(one: BaseValueObject, shift: typeof fromSerial1900): BaseValueObject {
      return NumberValueObject.create(shift(Number(one.getValue()), dateSystem), one.getPattern());
    }
  };
}

/** What Univer's date functions count with: a serial of the 1900 system. */
function toSerial(value: BaseValueObject, settings: InputSettings): BaseValueObject {
  if (value.isString()) {
    const read = readNumber(String(value.getValue()), 'spanish', { ...settings, dateSystem: 1900 });
    return read ? NumberValueObject.create(read.value) : ErrorValueObject.create(ErrorType.VALUE);
  }
  if (settings.dateSystem === 1900 || !(value.isNumber() || value.isNull())) return value;
  const serial = toSerial1900(Number(value.getValue() ?? 0), settings.dateSystem);
  return NumberValueObject.create(serial);
}

function toNumber(value: BaseValueObject, settings: InputSettings): BaseValueObject {
  if (!value.isString()) return value;
  const read = readNumber(String(value.getValue()).trim(), 'spanish', settings);
  return read ? NumberValueObject.create(read.value) : value;
}

/** `">=31/03/2025"`, `"1,5"`: what Univer would not read as the number it means. */
function toCriterion(value: BaseValueObject, settings: InputSettings): BaseValueObject {
  if (!value.isString()) return value;
  const [, operator = '', text = ''] =
    /^(<=|>=|<>|[<>=])?(.*)$/s.exec(String(value.getValue())) ?? [];
  const isPlain = text.trim() === '' || Number.isFinite(Number(text));
  const read = isPlain ? null : readNumber(text, 'spanish', settings);
  if (!read) return value;
  if (operator === '') return NumberValueObject.create(read.value);
  return StringValueObject.create(`${operator}${read.value}`);
}

function toJoinedText(value: BaseValueObject): BaseValueObject {
  if (value.isBoolean()) return StringValueObject.create(truthText(value));
  if (!value.isNumber()) return value;
  return StringValueObject.create(showValue(Number(value.getValue()), 'General', 1900));
}

function truthText(value: BaseValueObject): string {
  return value.getValue() ? 'VERDADERO' : 'FALSO';
}

/** TEXTO(45657;"dd/mm/aaaa"): its format is in the codes of the computer's language. */
class TextFunction extends BaseFunction {
  override minParams = 2;
  override maxParams = 2;

  constructor(private readonly grid: Grid) {
    super('TEXT');
  }

  override calculate(value: BaseValueObject, format: BaseValueObject): BaseValueObject {
    if (value.isError()) return value;
    const pattern = format.isArray() ? (format as ArrayValueObject).getFirstCell() : format;
    if (pattern.isError()) return pattern;
    const stored = toStoredFormat(String(pattern.isNull() ? '' : pattern.getValue()));
    return mapValues(value, (one) => this.show(one, stored));
  }

  private show(value: BaseValueObject, format: string): BaseValueObject {
    if (value.isError()) return value;
    if (value.isBoolean()) return StringValueObject.create(truthText(value));
    const { dateSystem } = this.grid;
    const text = value.isString() ? String(value.getValue()) : undefined;
    const currentYear = this.grid.clock().getFullYear();
    const read =
      text === undefined
        ? Number(value.isNull() ? 0 : value.getValue())
        : (readNumber(text, 'spanish', { dateSystem, currentYear })?.value ?? text);
    return StringValueObject.create(showValue(read, format, dateSystem));
  }
}

/** VALOR, FECHANUMERO and HORANUMERO: a text read as if it were typed. */
class ReadFunction extends BaseFunction {
  override minParams = 1;
  override maxParams = 1;

  constructor(
    name: string,
    private readonly settings: () => InputSettings,
    private readonly take: (value: number) => number,
  ) {
    super(name);
  }

  override calculate(value: BaseValueObject): BaseValueObject {
    return mapValues(value, (one) => {
      if (!one.isString()) return one;
      const read = readNumber(String(one.getValue()).trim(), 'spanish', this.settings());
      return read
        ? NumberValueObject.create(this.take(read.value))
        : ErrorValueObject.create(ErrorType.VALUE);
    });
  }
}
