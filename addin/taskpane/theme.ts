// The look of the pane: Fluent's own light and dark themes over one accent, the teal of the mark.
import {
  createDarkTheme,
  createLightTheme,
  type BrandVariants,
  type Theme,
} from '@fluentui/react-components';

const tealRamp: BrandVariants = {
  10: '#011518',
  20: '#04252b',
  30: '#063943',
  40: '#084854',
  50: '#0a5563',
  60: '#0b5f6e',
  70: '#0d6a7a',
  80: '#0f7585',
  90: '#2a8795',
  100: '#4097a4',
  110: '#56a7b3',
  120: '#6db7c1',
  130: '#86c6cf',
  140: '#a1d5db',
  150: '#bee4e8',
  160: '#dcf2f4',
};

export const lightTheme: Theme = createLightTheme(tealRamp);

// On a dark ground the usual steps of the ramp fall short of 4.5:1 as text; these reach it.
export const darkTheme: Theme = {
  ...createDarkTheme(tealRamp),
  colorBrandForeground1: tealRamp[120],
  colorBrandForeground2: tealRamp[130],
  colorBrandForegroundLink: tealRamp[120],
  colorBrandForegroundLinkHover: tealRamp[130],
  colorBrandForegroundLinkPressed: tealRamp[110],
  colorCompoundBrandForeground1: tealRamp[120],
};

/** What the user asked for; `system` follows Excel's theme, or the system's where Excel has none. */
export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

/** Reads a stored or written choice; anything else means `system`. */
export function themeChoiceOf(text: string | null | undefined): ThemeChoice {
  return themeChoices.find((choice) => choice === text) ?? 'system';
}
