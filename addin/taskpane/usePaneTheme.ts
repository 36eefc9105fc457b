// Light or dark: what the person chose, else what Excel shows, else what the system prefers.
// `?theme=light|dark` in the address wins: the workbench page and the tests use it.
import type { Theme } from '@fluentui/react-components';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { onOfficeThemeChanged, readOfficeTheme } from '../host/officeTheme.ts';
import { createPartitionedStorage } from '../host/partitionedStorage.ts';
import { darkTheme, lightTheme, themeChoiceOf, type ThemeChoice } from './theme.ts';

const storageKey = 'cuadre.theme';
const darkQuery = '(prefers-color-scheme: dark)';

export interface PaneTheme {
  theme: Theme;
  choice: ThemeChoice;
  setChoice: (choice: ThemeChoice) => void;
}

export function usePaneTheme(): PaneTheme {
  const [choice, setChoice] = useState<ThemeChoice>(readInitialChoice);
  const isHostDark = useSyncExternalStore(onHostThemeChanged, readHostIsDark);
  const isDark = choice === 'system' ? isHostDark : choice === 'dark';
  useEffect(() => {
    // Scrollbars and native date pickers follow this, not Fluent's tokens.
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [isDark]);
  return {
    theme: isDark ? darkTheme : lightTheme,
    choice,
    setChoice: (next) => {
      setChoice(next);
      createPartitionedStorage().set(storageKey, next);
    },
  };
}

function readInitialChoice(): ThemeChoice {
  const asked = new URLSearchParams(window.location.search).get('theme');
  return themeChoiceOf(asked ?? createPartitionedStorage().get(storageKey));
}

function readHostIsDark(): boolean {
  return readOfficeTheme()?.isDark ?? window.matchMedia(darkQuery).matches;
}

function onHostThemeChanged(listener: () => void): () => void {
  const stopOffice = onOfficeThemeChanged(listener);
  const media = window.matchMedia(darkQuery);
  media.addEventListener('change', listener);
  return () => {
    stopOffice();
    media.removeEventListener('change', listener);
  };
}
