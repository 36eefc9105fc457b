// What is said of a document that is already in the ledger.
import { reject } from '../../shared/rejection.ts';
import { explainRejection } from '../../shared/text/es.ts';
import type { OutcomeParts } from './commandRunner.ts';
import type { OpenDocument } from './openDocument.ts';

/** The sheet says that it was posted: nothing is sent. */
export function alreadyPosted({ sheet, document }: OpenDocument): OutcomeParts {
  const { label = '', date = '', voucherId } = document;
  const { message, remedy } = explainRejection(
    reject('voucher-already-posted', { voucher: label, date }),
  );
  return {
    status: 'refused',
    sentence: message,
    remedy,
    sheet,
    posted: { id: voucherId, label, date, sheet },
  };
}
