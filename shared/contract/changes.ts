// The change feed: one kind of event, sent on connecting and at every change of a company.
import * as z from 'zod';
import { ledgerVersionSchema, settingsVersionSchema } from './common.ts';

/** Event `change`, whose SSE id is `ledgerVersion.settingsVersion`. */
export const changeSchema = z
  .object({ ledgerVersion: ledgerVersionSchema, settingsVersion: settingsVersionSchema })
  .meta({ id: 'Change', description: 'Las dos versiones de una empresa, como están ahora.' });
export type Change = z.infer<typeof changeSchema>;
