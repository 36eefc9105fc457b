// `"03/2025"` in a formula is a text, as in Excel, whichever function receives it: Univer would make a
// number of a literal that looks like a date, an hour, a percentage or an exponent before any function
// sees it, and a function that passes it on (SI, ELEGIR) would pass the number on.
import { StringValueObject, ValueObjectFactory } from '@univerjs/engine-formula';

const { create } = ValueObjectFactory;

ValueObjectFactory.create = (rawValue, isIgnoreNumberPattern) => {
  const literal = typeof rawValue === 'string' ? /^\s*"([^]*)"\s*$/.exec(rawValue)?.[1] : undefined;
  return literal === undefined
    ? create.call(ValueObjectFactory, rawValue, isIgnoreNumberPattern)
    : StringValueObject.create(literal.replaceAll('""', '"'));
};
