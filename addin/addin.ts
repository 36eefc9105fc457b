// The add-in without its screens: what the pane, the ribbon and the tests hold in their hands.
import type { AddinCommands } from './commands/commandOutcome.ts';
import type {
  AddinActions,
  AddinQueries,
  AddinStore,
  LedgerOperations,
} from './state/addinState.ts';

/** Made once per runtime by `startAddin` (startAddin.ts). */
export interface Addin {
  store: AddinStore;
  actions: AddinActions;
  commands: AddinCommands;
  queries: AddinQueries;
  operations: LedgerOperations;
  /** Ends the feed and every timer: for tests and for the closing of the page. */
  stop: () => void;
}
