// Lets any part of the pane turn to a section, or to a voucher of the list.
import { createContext, useContext } from 'react';
import type { Section } from './SectionNav.tsx';

/** @param voucherId of the section of vouchers: the one to open */
export type Navigate = (section: Section, voucherId?: string) => void;

const NavigationContext = createContext<Navigate>(() => undefined);

export const NavigationProvider = NavigationContext.Provider;

export function useNavigation(): Navigate {
  return useContext(NavigationContext);
}
