// What a file holds as books, or everything that keeps it from being books, part by part and with its place. Vouchers
// are read one by one, so that a large file is never in memory twice.
import type * as z from 'zod';
import { writePointer } from '../../shared/jsonPointer.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import { explainIssues, maxIssuesTold } from '../explainIssues.ts';
import type { RefusedPart } from './importReport.ts';
import {
  nameVoucher,
  neutralHeadSchema,
  neutralVoucherSchema,
  rejectedVoucherSchema,
  type NeutralBooks,
} from './neutralBooks.ts';

export type BooksReading = { books: NeutralBooks } | { refused: RefusedPart[] };

/** @param content as `JSON.parse` gives it; its vouchers are let go as they are read */
export function readNeutralBooks(content: unknown): BooksReading {
  const head = neutralHeadSchema.safeParse(content);
  if (!head.success) {
    const found = explainIssues(head.error.issues, {
      ...{ schema: neutralHeadSchema, input: content, whole: 'el archivo' },
    });
    return { refused: groupByPart(found) };
  }
  const { vouchers, rejected, ...rest } = head.data;
  const refused: RefusedPart[] = [];
  const books = {
    ...rest,
    vouchers: readList(neutralVoucherSchema, vouchers, 'vouchers', refused),
    rejected: readList(rejectedVoucherSchema, rejected, 'rejected', refused),
  };
  return refused.length > 0 ? { refused } : { books };
}

/** Reads in place. */
function readList<Voucher>(
  schema: z.ZodType<Voucher>,
  list: unknown[],
  member: string,
  refused: RefusedPart[],
): Voucher[] {
  for (const [place, input] of list.entries()) {
    const parsed = schema.safeParse(input);
    if (parsed.success) list[place] = parsed.data;
    else if (refused.length < maxIssuesTold) {
      const found = explainIssues(parsed.error.issues, { schema, input, whole: 'el comprobante' });
      const pointer = writePointer([member, place]);
      refused.push({
        ...{ what: `${nameShape(input)} (${place + 1}.º de «${member}»)`, pointer },
        rejections: found.map((each) => explainPlaced(each, pointer)),
      });
    }
  }
  return list as Voucher[];
}

/** What can be read of its name in what is no voucher. */
function nameShape(input: unknown): string {
  const { series, number, date } = (input ?? {}) as Record<string, unknown>;
  const asText = (value: unknown): string =>
    typeof value === 'string' || typeof value === 'number'
      ? String(value)
          .slice(0, 40)
          .replace(/[\p{Cc}\p{Cs}]/gu, '')
      : '';
  return nameVoucher({
    ...{ series: asText(series), number: asText(number), date: asText(date) || 'día que falta' },
  });
}

function explainPlaced(rejection: Rejection, above: string) {
  return explainRejection({ ...rejection, pointer: `${above}${rejection.pointer ?? ''}` });
}

/** `/accounts/3/name` belongs to the fourth account. */
function groupByPart(found: readonly Rejection[]): RefusedPart[] {
  const parts = new Map<string, RefusedPart>();
  for (const rejection of found) {
    const [, member = '', place = ''] = (rejection.pointer ?? '').split('/');
    const isElement = /^\d+$/.test(place);
    const pointer = isElement ? `/${member}/${place}` : '';
    const what = isElement ? `${Number(place) + 1}.º de «${member}»` : 'archivo';
    const part = parts.get(pointer) ?? { what, pointer, rejections: [] };
    part.rejections.push(explainRejection(rejection));
    parts.set(pointer, part);
  }
  return [...parts.values()];
}
