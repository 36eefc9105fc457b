// One way to write a number of things everywhere: «1 problema», «2.000 problemas».
import { formatMoney, type NumberStyle } from '../money.ts';

export function countThings(
  count: number,
  singular: string,
  plural: string,
  style: NumberStyle = 'comma-decimal',
): string {
  return `${formatMoney(BigInt(count), 0, style)} ${count === 1 ? singular : plural}`;
}
