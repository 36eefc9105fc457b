// Calls the sleeping cells of the workbook once there is somebody to answer them: without a connection what
// they show is the best there is.
import type { FigureWaker } from '../commands/wakeFigures.ts';
import type { AddinStore } from './addinState.ts';

/** Once for each company. @returns how to stop */
export function wakeWhenOnline(store: AddinStore, waker: FigureWaker): () => void {
  let wokenFor: string | null = null;
  const stop = store.subscribe(() => {
    const { session, connection, companyCode } = store.getSnapshot();
    if (session.kind !== 'signed-in' || connection.state !== 'online') return;
    if (companyCode === null || companyCode === wokenFor) return;
    wokenFor = companyCode;
    void waker.wakeQuietly();
  });
  return () => {
    stop();
    waker.stop();
  };
}
