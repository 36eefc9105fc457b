// What commands work with; made once by the start of the add-in and passed in.
import type { ApiClient } from '../api/apiClient.ts';
import type { FigureBook } from '../functions/figureBook.ts';
import type { WritableStore } from '../state/addinStore.ts';
import type { ActKeys } from './actKeys.ts';
import type { FigureWaker } from './wakeFigures.ts';

export interface CommandContext {
  api: ApiClient;
  store: WritableStore;
  figures: FigureBook;
  waker: FigureWaker;
  now: () => Date;
  /** A fresh UUID: identity of vouchers and of operations. */
  newId: () => string;
  /** Keys of what is not written down in a sheet before it is sent. */
  acts: ActKeys;
  /** The company was changed by a command: read it again. */
  refreshCompany: () => Promise<void>;
}
