// The reference: every operation and every schema of the OpenAPI document, as a page.
import { html, inline, prose, type Markup } from './markup.ts';

/** As much of the document as the page shows. */
export interface ShownDocument {
  info: { title: string; version: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, ShownOperation>>;
  components: {
    schemas: Record<string, ShownSchema>;
    responses: Record<string, { description: string }>;
  };
}

export interface ShownOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema: ShownSchema;
  }[];
  requestBody?: { content: Record<string, { schema: ShownSchema }> };
  responses: Record<string, ShownResponse>;
}

interface ShownResponse {
  $ref?: string;
  description?: string;
  content?: Record<string, { schema: ShownSchema }>;
}

export interface ShownSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  format?: string;
  enum?: unknown[];
  default?: string | number | boolean;
  properties?: Record<string, ShownSchema>;
  required?: string[];
  items?: ShownSchema | false;
  prefixItems?: ShownSchema[];
  anyOf?: ShownSchema[];
  additionalProperties?: ShownSchema | boolean;
}

/** An operation and where it is. */
export interface PlacedOperation extends ShownOperation {
  method: string;
  path: string;
}

export function listByTag(
  document: ShownDocument,
): { tag: string; operations: PlacedOperation[] }[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
  return (document.tags ?? []).map(({ name }) => ({
    tag: name,
    operations: all.filter(({ tags }) => tags.includes(name)),
  }));
}

export function writeOperations(document: ShownDocument): Markup {
  const descriptions = new Map(document.tags?.map((tag) => [tag.name, tag.description ?? '']));
  const chapters = listByTag(document).map(
    ({ tag, operations }) =>
      html`<h3 id="${anchorOf(tag)}">${tag}</h3>
        <p>${descriptions.get(tag) ?? ''}</p>
        ${operations.map((operation) => writeOperation(operation, document))}`,
  );
  return html`${chapters}`;
}

function writeOperation(operation: PlacedOperation, document: ShownDocument): Markup {
  const { method, path, operationId, summary, description, parameters = [] } = operation;
  const body = operation.requestBody?.content['application/json']?.schema;
  return html`<details class="operation" id="${operationId}">
    <summary>
      <span class="method ${method}">${method}</span> <code>${path}</code> <span>${summary}</span>
    </summary>
    <p class="quiet"><code>operationId: ${operationId}</code></p>
    ${prose(description)} ${parameters.length === 0 ? '' : writeParameters(parameters)}
    ${
      body
        ? html`<h4>Cuerpo</h4>
            <p>${nameType(body)}</p>`
        : ''
    }
    <h4>Respuestas</h4>
    ${writeResponses(operation.responses, document)}
  </details>`;
}

const places: Record<string, string> = { path: 'ruta', query: 'consulta', header: 'cabecera' };

function writeParameters(parameters: NonNullable<ShownOperation['parameters']>): Markup {
  const rows = parameters.map(
    ({ name, in: place, required, schema, description }) =>
      html`<tr>
        <td><code>${name}</code><br /><span class="quiet">${places[place] ?? place}</span></td>
        <td>
          ${nameType(schema)}${required ? '' : html`<br /><span class="quiet">opcional</span>`}
        </td>
        <td>${inline(description ?? '')}${defaultOf(schema)}</td>
      </tr>`,
  );
  return html`<h4>Parámetros</h4>
    ${writeTable(['Nombre', 'Tipo', 'Qué es'], rows)}`;
}

function writeResponses(responses: Record<string, ShownResponse>, document: ShownDocument): Markup {
  const rows = Object.entries(responses).map(([status, response]) => {
    const name = response.$ref?.split('/').at(-1) ?? '';
    const shared = Object.hasOwn(document.components.responses, name)
      ? document.components.responses[name]
      : undefined;
    const [content] = Object.values(response.content ?? {});
    return html`<tr>
      <td>${status}</td>
      <td>${content ? nameType(content.schema) : ''}</td>
      <td>${inline(response.description ?? shared?.description ?? '')}</td>
    </tr>`;
  });
  return writeTable(['Estado', 'Contenido', 'Qué significa'], rows);
}

export function writeSchemas({ components }: ShownDocument): Markup {
  const schemas = Object.entries(components.schemas)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, schema]) => writeSchema(name, schema));
  return html`${schemas}`;
}

function writeSchema(name: string, schema: ShownSchema): Markup {
  const members = Object.entries(schema.properties ?? {}).map(
    ([member, type]) =>
      html`<tr>
        <td><code>${member}</code></td>
        <td>
          ${nameType(type)}${
            schema.required?.includes(member) ? '' : html`<br /><span class="quiet">opcional</span>`
          }
        </td>
        <td>${inline(type.description ?? '')}${defaultOf(type)}</td>
      </tr>`,
  );
  const content =
    members.length > 0
      ? writeTable(['Miembro', 'Tipo', 'Qué es'], members)
      : html`<p>${nameType(schema)}</p>`;
  return html`<h3 id="esquema-${name}">${name}</h3>
    <p>${inline(schema.description ?? '')}</p>
    ${content}`;
}

function writeTable(titles: readonly string[], rows: readonly Markup[]): Markup {
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${titles.map((title) => html`<th>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function defaultOf(schema: ShownSchema): Markup | string {
  if (schema.default === undefined) return '';
  return html` <span class="quiet">Sin él: <code>${String(schema.default)}</code>.</span>`;
}

const typeNames: Record<string, string> = {
  string: 'texto',
  integer: 'entero',
  number: 'número',
  boolean: 'sí o no',
  object: 'objeto',
  null: 'nulo',
};
const formatNames: Record<string, string> = {
  date: 'día',
  'date-time': 'momento',
  uuid: 'UUID',
  password: 'contraseña',
};

/** A type in words, with a link where it has a name. */
function nameType(schema: ShownSchema): Markup {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#esquema-${name}">${name}</a>`;
  }
  if (schema.anyOf) return joinTypes(schema.anyOf, ' o ');
  if (schema.prefixItems) return html`[${joinTypes(schema.prefixItems, ', ')}]`;
  if (schema.enum) {
    return html`${schema.enum.map((value, index) => html`${index > 0 ? ' · ' : ''}<code>${String(value)}</code>`)}`;
  }
  const types = [schema.type ?? 'object'].flat();
  if (types.includes('array'))
    return html`lista de ${schema.items ? nameType(schema.items) : 'valores'}`;
  const format = formatNames[schema.format ?? ''];
  const words = types.map((type) =>
    type === 'string' && format ? format : (typeNames[type] ?? type),
  );
  return html`${words.join(' o ')}`;
}

function joinTypes(schemas: readonly ShownSchema[], joint: string): Markup {
  return html`${schemas.map((each, index) => html`${index > 0 ? joint : ''}${nameType(each)}`)}`;
}

export function anchorOf(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-');
}
