// The pane follows Office's theme where Office tells of it, and opens all the same where it does not.
import { afterEach, expect, it, vi } from 'vitest';
import { onOfficeThemeChanged } from './officeTheme.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What Office.js gives add-ins, as far as the theme goes. */
function provideOffice(eventType: string | undefined, addHandlerAsync: () => void): string[] {
  const removed: string[] = [];
  const removeHandlerAsync = (type: string) => void removed.push(type);
  vi.stubGlobal('Office', {
    EventType: { OfficeThemeChanged: eventType },
    context: { document: { addHandlerAsync, removeHandlerAsync } },
  });
  return removed;
}

it('listens until told to stop', () => {
  const added = vi.fn<() => void>();
  const removed = provideOffice('officeThemeChanged', added);
  const listener = () => undefined;
  const stop = onOfficeThemeChanged(listener);
  expect(added).toHaveBeenCalledWith('officeThemeChanged', listener);
  stop();
  expect(removed).toEqual(['officeThemeChanged']);
});

it.each([
  ['Office.js does not know the event', undefined],
  ['Excel’s document refuses it', 'officeThemeChanged'],
])('goes on when %s', (_case, eventType) => {
  const removed = provideOffice(eventType, () => {
    throw new Error('Sys.ArgumentException: Invalid parameter');
  });
  onOfficeThemeChanged(() => undefined)();
  expect(removed).toEqual([]);
});
