// The colours Office shows around the pane, so that the pane can follow them.

export interface OfficeTheme {
  isDark: boolean;
}

/** Null where the host does not say (the pane then follows the browser). */
export function readOfficeTheme(): OfficeTheme | null {
  // Outside Office (and in hosts before 2016) the property is absent, whatever the types say.
  const theme = officeContext()?.officeTheme;
  const background = theme?.bodyBackgroundColor;
  if (!background) return null;
  const match = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(background);
  if (!match) return null;
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((part) => parseInt(part, 16));
  return { isDark: red * 0.299 + green * 0.587 + blue * 0.114 < 128 };
}

/** @returns the function that stops listening. */
export function onOfficeThemeChanged(listener: () => void): () => void {
  const document = officeContext()?.document;
  const eventType = Office.EventType?.OfficeThemeChanged;
  if (!document?.addHandlerAsync || !eventType) return () => {};
  try {
    document.addHandlerAsync(eventType, listener);
  } catch {
    // Office.js throws for events that its document does not have: of this one Outlook alone is sure
    // (Office.EventType), and the pane then keeps the colours it started with.
    return () => {};
  }
  return () => document.removeHandlerAsync(eventType, { handler: listener });
}

function officeContext(): Office.Context | undefined {
  return typeof Office === 'undefined' ? undefined : Office.context;
}
