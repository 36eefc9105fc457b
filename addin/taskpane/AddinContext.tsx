// Gives every screen the add-in it drives and the snapshot it shows.
import {
  createContext,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Addin } from '../addin.ts';
import type { AddinSnapshot } from '../state/addinState.ts';

const AddinContext = createContext<Addin | null>(null);

export function AddinProvider({ addin, children }: { addin: Addin; children: ReactNode }) {
  return <AddinContext.Provider value={addin}>{children}</AddinContext.Provider>;
}

export function useAddin(): Addin {
  const addin = useContext(AddinContext);
  if (!addin) throw new Error('the pane is rendered outside AddinProvider');
  return addin;
}

export function useSnapshot(): AddinSnapshot {
  const { store } = useAddin();
  return useSyncExternalStore(store.subscribe, store.getSnapshot);
}

const minuteInMilliseconds = 60_000;

/** The present, renewed every minute so that «hoy» and the hours on screen stay true. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), minuteInMilliseconds);
    return () => clearInterval(timer);
  }, []);
  return now;
}
