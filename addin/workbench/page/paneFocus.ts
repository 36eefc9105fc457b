// F6 goes from the grid to the pane and back, as it goes around the parts of Excel's window.

/** Listens in the page and in the pane's frame. @returns how to stop */
export function installPaneFocus(frame: HTMLIFrameElement): () => void {
  let isInside: Window | null = null;
  const onPageKey = (event: KeyboardEvent) => {
    if (event.key !== 'F6') return;
    event.preventDefault();
    enterPane(frame);
  };
  const onPaneKey = (event: KeyboardEvent) => {
    if (event.key !== 'F6') return;
    event.preventDefault();
    leavePane();
  };
  const follow = () => {
    isInside?.removeEventListener('keydown', onPaneKey, true);
    isInside = frame.contentWindow;
    isInside?.addEventListener('keydown', onPaneKey, true);
  };
  window.addEventListener('keydown', onPageKey, true);
  frame.addEventListener('load', follow);
  follow();
  return () => {
    window.removeEventListener('keydown', onPageKey, true);
    frame.removeEventListener('load', follow);
    isInside?.removeEventListener('keydown', onPaneKey, true);
  };
}

/** Where the person was in the pane, or its work. */
function enterPane(frame: HTMLIFrameElement): void {
  const inside = frame.contentDocument;
  frame.focus();
  const last = inside?.activeElement;
  const start =
    last && last !== inside.body
      ? last
      : inside?.querySelector('main button, main input, main [tabindex="-1"], main');
  (start as HTMLElement | null | undefined)?.focus();
}

/** The grid keeps an editor of its own that takes what is typed; the canvas only draws. */
function leavePane(): void {
  window.focus();
  const grid = document.querySelector('.workbench-grid');
  const editor = grid?.querySelector<HTMLElement>('[contenteditable="true"], canvas[tabindex]');
  const target = editor ?? (grid as HTMLElement | null);
  target?.focus();
}
