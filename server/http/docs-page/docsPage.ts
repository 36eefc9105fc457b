// The documentation page: a guide that teaches, then the reference, without a script and without anything from
// elsewhere.
import { writeGuide } from './guide.ts';
import { html } from './markup.ts';
import {
  anchorOf,
  listByTag,
  writeOperations,
  writeSchemas,
  type ShownDocument,
} from './reference.ts';

export function writeDocsPage(document: ShownDocument, address: string): string {
  const chapters = writeGuide(address);
  const groups = listByTag(document);
  const page = html`<!doctype html>
    <html lang="es">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Cuadre · API</title>
        <link rel="stylesheet" href="/docs/docs.css" />
      </head>
      <body>
        <a class="skip" href="#contenido">Ir al contenido</a>
        <div class="layout">
          <nav aria-label="Índice">
            <strong>Cuadre · API</strong>
            <h2>Guía</h2>
            <ul>
              ${chapters.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
            </ul>
            <div class="chapters">
              <h2>Operaciones</h2>
              <ul>
                ${groups.map(({ tag }) => html`<li><a href="#${anchorOf(tag)}">${tag}</a></li>`)}
              </ul>
            </div>
            <h2>Referencia</h2>
            <ul>
              <li><a href="#operaciones">Operaciones</a></li>
              <li><a href="#esquemas">Esquemas</a></li>
              <li><a href="/openapi.json">openapi.json</a></li>
            </ul>
          </nav>
          <main id="contenido">
            <h1>La API de Cuadre</h1>
            <p class="quiet">Versión ${document.info.version} · ${address}</p>
            <p>
              El libro por partida doble y sus saldos, para otros programas. Lo que hace el
              complemento de Excel lo hace con esta misma API.
            </p>
            ${chapters.map(
              ({ id, title, content }) =>
                html`<h2 id="${id}">${title}</h2>
                  ${content}`,
            )}
            <h2 id="operaciones">Operaciones</h2>
            ${writeOperations(document)}
            <h2 id="esquemas">Esquemas</h2>
            ${writeSchemas(document)}
          </main>
        </div>
      </body>
    </html>`;
  return page.text;
}
