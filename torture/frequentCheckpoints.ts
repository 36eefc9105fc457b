// The write-ahead log is moved into the file after a few pages, not after thousands, so that deaths, faults and
// restarts fall into it.
import type { WalBounds } from '../server/db/walCheckpoints.ts';

export const frequentCheckpoints: WalBounds = { pages: 25, mostPages: 400, waitMilliseconds: 50 };
