// HTML made of pieces: whatever is put into a template is escaped, unless it is a piece itself.

export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | readonly Markup[];

export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  const written = strings.map((text, index) => text + write(parts[index] ?? ''));
  return new Markup(written.join(''));
}

function write(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escapeText(`${part}`);
  return part instanceof Markup ? part.text : part.map(({ text }) => text).join('');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** A description as the document writes it: paragraphs, `names` and blocks between fences. */
export function prose(text: string): Markup {
  const paragraphs = text.split('\n\n').map((paragraph) => {
    const block = /^```\n([\s\S]*)\n```$/.exec(paragraph)?.[1];
    return block === undefined
      ? html`<p>${inline(paragraph)}</p>`
      : html`<pre><code>${block}</code></pre>`;
  });
  return html`${paragraphs}`;
}

/** The same within a line. */
export function inline(text: string): Markup {
  const pieces = text
    .split('`')
    .map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`));
  return html`${pieces}`;
}
