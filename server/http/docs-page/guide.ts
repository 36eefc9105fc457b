// The guide: what an integrator has to know before the reference, each point with a request that works.
import { listSharedResponses } from '../open-api/sharedResponses.ts';
import { guideExamples, writeCurl, writeJson, type GuideExample } from './guideExamples.ts';
import { html, inline, type Markup } from './markup.ts';

export interface GuideChapter {
  id: string;
  title: string;
  content: Markup;
}

/** @param address where this server is reached */
export function writeGuide(address: string): GuideChapter[] {
  const show = (name: keyof typeof guideExamples) => showExample(address, guideExamples[name]);
  return [
    start(show),
    credential(address),
    keys(show),
    versions(show),
    amounts(),
    cells(show),
    errors(show),
    feed(address),
    clients(address),
    licence(),
  ];
}

type Show = (name: keyof typeof guideExamples) => Markup;

function showExample(address: string, example: GuideExample): Markup {
  const { status, answerHeaders = {}, answer } = example;
  const lines = [
    `HTTP ${status}`,
    ...Object.entries(answerHeaders).map(([name, value]) => `${name}: ${value}`),
    ...(answer === undefined ? [] : ['', writeJson(answer)]),
  ];
  const partly = answer === undefined ? 'Contesta:' : 'Contesta, entre otras cosas:';
  return html`<pre><code>${writeCurl(address, example)}</code></pre>
    <p class="quiet">${partly}</p>
    <pre><code>${lines.join('\n')}</code></pre>`;
}

function start(show: Show): GuideChapter {
  return {
    id: 'empezar',
    title: 'Empezar',
    content: html`<p>
        Todo va por HTTP con JSON, debajo de <code>/v1</code>. Se entra una vez, y con la credencial
        se hace lo demás. Los ejemplos usan la empresa <code>ESPIGA</code>; cambie el código por el
        de la suya.
      </p>
      <p>Entrar:</p>
      ${show('signIn')}
      <p>
        El <code>token</code> de la respuesta es la credencial. Guárdelo en una variable de la
        consola (<code>TOKEN=…</code>) y pregunte por la empresa: su moneda, sus ejercicios y sus
        tipos de comprobante.
      </p>
      ${show('company')}
      <p>Contabilizar un comprobante:</p>
      ${show('post')}
      <p>Y leer el balance de comprobación, que ya lo incluye:</p>
      ${show('trialBalance')}`,
  };
}

function credential(address: string): GuideChapter {
  return {
    id: 'credencial',
    title: 'La credencial',
    content: html`<p>
        Va en cada petición: <code>Authorization: Bearer …</code>. Solo se muestra al entrar; el
        servidor guarda de ella una huella. Usarla alarga la sesión, hasta un límite; sin uso,
        termina. Entonces se contesta 401 con <code>WWW-Authenticate: Bearer</code>, y hay que
        entrar de nuevo.
      </p>
      <p>
        Salir:
        <code
          >curl -X DELETE '${address}/v1/sessions/current' -H "Authorization: Bearer $TOKEN"</code
        >
      </p>
      <p>
        Lo que se puede hacer depende del papel en cada empresa: «administrador» y «contador»
        registran; «auditor» y «consulta» solo leen. Una empresa en la que el usuario no tiene papel
        no existe para él: se contesta 404. Demasiados intentos fallidos dan 429 con
        <code>Retry-After</code>.
      </p>`,
  };
}

function keys(show: Show): GuideChapter {
  return {
    id: 'claves',
    title: 'Claves: enviar dos veces sin registrar dos veces',
    content: html`<p>
        Si se corta la conexión, no se sabe si la petición llegó. Por eso lo que registra lleva
        <code>Idempotency-Key</code>: una clave que usted elige, distinta para cada operación, de 8
        a 200 caracteres. Repita la petición con la misma clave cuantas veces haga falta: se
        registra una vez, y las demás contestan lo mismo con
        <code>Idempotency-Replayed: true</code>.
      </p>
      ${show('postAgain')}
      <ul>
        <li>La misma clave con otro contenido se rechaza: 409.</li>
        <li>Lo rechazado no gasta la clave: corrija y envíe otra vez con la misma.</li>
        <li>Sin clave se contesta 400 (<code>idempotency-key-missing</code>).</li>
        <li>
          El <code>id</code> de un comprobante también lo elige usted (mejor un UUID versión 7): dos
          comprobantes no pueden tener el mismo.
        </li>
      </ul>`,
  };
}

function versions(show: Show): GuideChapter {
  return {
    id: 'versiones',
    title: 'Versiones: saber si algo cambió',
    content: html`<p>
        <strong>El libro tiene versión</strong>: <code>ledgerVersion</code>, el número de su último
        apunte. Solo crece. Cada cifra dice a qué versión corresponde, y con <code>asOf</code> se
        piden las cifras como se conocían entonces. <code>settingsVersion</code> es la del plan, los
        ejercicios y el bloqueo.
      </p>
      <p>
        <strong>Cada comprobante tiene versión</strong>: viene en <code>ETag</code> y se devuelve en
        <code>If-Match</code> al cambiarlo, para no pisar lo que otro cambió. Un borrador nuevo:
      </p>
      ${show('saveDraft')}
      <p>Se cambia diciendo qué versión se leyó:</p>
      ${show('editDraft')}
      <p>Quien todavía tiene la anterior recibe 412; quien no dice ninguna, 428:</p>
      ${show('editStale')}
      <p>
        <strong>Leer solo si cambió</strong>: el plan, los ejercicios y los balances traen en
        <code>ETag</code> una señal. Envíela en <code>If-None-Match</code>: mientras nada cambie se
        contesta 304, sin cuerpo y sin volver a calcular.
      </p>`,
  };
}

function amounts(): GuideChapter {
  return {
    id: 'importes',
    title: 'Importes, fechas y textos',
    content: html`<ul>
      <li>
        Un importe es un texto decimal con punto y sin separador de miles: <code>"1234.56"</code>.
        Nunca un número, para que nada se redondee. Va en la moneda de la empresa y con sus
        decimales (<code>minorDigits</code>).
      </li>
      <li>
        En una línea, o <code>debit</code> o <code>credit</code>, siempre positivo. Un saldo es debe
        menos haber.
      </li>
      <li>
        Una fecha es un día, <code>AAAA-MM-DD</code>. Un momento va en UTC, y solo dice cuándo se
        registró algo.
      </li>
      <li>
        Lo que la API no conoce lo rechaza por su nombre: un miembro o un parámetro mal escrito
        nunca se pasa por alto. Al leer, en cambio, deje pasar los miembros que no conozca: las
        respuestas aprenden otros nuevos.
      </li>
      <li>
        Las respuestas largas se comprimen si la petición lo admite (<code
          >Accept-Encoding: br, gzip</code
        >; con curl, <code>--compressed</code>).
      </li>
    </ul>`,
  };
}

function cells(show: Show): GuideChapter {
  return {
    id: 'celdas',
    title: 'Celdas: miles de saldos en una petición',
    content: html`<p>
        Una hoja pide miles de cifras con pocas cuentas y pocas fechas distintas. Por eso se
        escriben una vez, en tres listas, y cada celda es una terna de índices, todas seguidas en
        <code>cells</code>: <em>cuenta, período, medida</em>.
      </p>
      <p>
        Aquí hay dos celdas: <code>0, 0, 0</code> es el saldo (<code>closing</code>) de 572 en el
        primer trimestre, y <code>1, 0, 1</code> los abonos (<code>credit</code>) de todo el grupo
        70 en el mismo período.
      </p>
      ${show('cells')}
      <p>
        Los importes vienen en el orden de las celdas y son todos de la misma versión del libro. Una
        celda que no se puede calcular es <code>null</code>, y su motivo está en
        <code>rejections</code> con el número de la celda en <code>line</code>.
      </p>
      <p>
        Para una hoja que sigue viva, <code>registerCellSet</code> guarda las celdas con un nombre;
        después, <code>readCellSet</code> con <code>since</code> contesta solo los pares de celda e
        importe que cambiaron.
      </p>`,
  };
}

function errors(show: Show): GuideChapter {
  const rows = listSharedResponses().map(
    ([status, { description }]) =>
      html`<tr>
        <td>${status}</td>
        <td>${inline(description)}</td>
      </tr>`,
  );
  return {
    id: 'errores',
    title: 'Errores',
    content: html`<p>
        Lo que no se hace se explica: <code>application/problem+json</code> (RFC 9457) con
        <strong>todos</strong> los motivos a la vez en <code>rejections</code>. Cada uno lleva un
        código que no cambia, una frase para la persona, qué hacer, y el lugar: la línea y el campo,
        y en <code>pointer</code> un puntero JSON al cuerpo que se envió.
      </p>
      ${show('unbalanced')}
      <p>
        Un motivo con <code>confirm</code> es una pregunta: si la persona acepta, repita la petición
        con esa palabra en su <code>confirm</code>.
      </p>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th>Estado</th>
              <th>Qué significa</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
            <tr>
              <td>405</td>
              <td>
                La dirección existe y no hace eso; <code>Allow</code> dice lo que hace, y
                <code>OPTIONS</code> también.
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      <p>
        Con 500 o 503 en algo que registra, repita la misma petición con la misma clave: no se
        duplicará. Cada respuesta lleva <code>X-Request-Id</code>; cítelo al pedir ayuda.
      </p>`,
  };
}

function feed(address: string): GuideChapter {
  return {
    id: 'avisos',
    title: 'Avisos de cambios',
    content: html`<p>
        Una respuesta que no termina (<code>text/event-stream</code>) dice cada versión nueva en
        cuanto existe:
      </p>
      <pre><code>curl -N '${address}/v1/companies/ESPIGA/changes' -H "Authorization: Bearer $TOKEN"</code></pre>
      <pre><code>event: change
id: 1842.12
data: {"ledgerVersion":1842,"settingsVersion":12}</code></pre>
      <p>
        El aviso solo lleva versiones; las cifras se piden después. Por eso perderse uno no importa:
        al conectar de nuevo llegan las versiones de ahora.
      </p>`,
  };
}

function clients(address: string): GuideChapter {
  return {
    id: 'clientes',
    title: 'Generar un cliente',
    content: html`<p>
        El contrato está en <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1), y cada
        operación tiene su nombre (<code>operationId</code>). Por ejemplo, para TypeScript:
      </p>
      <pre><code>npx openapi-typescript ${address}/openapi.json -o cuadre.ts
npx @hey-api/openapi-ts -i ${address}/openapi.json -o cuadre</code></pre>`,
  };
}

function licence(): GuideChapter {
  return {
    id: 'licencia',
    title: 'Licencia',
    content: html`<p>
      Cuadre es un programa propietario, y esta API se usa según lo acordado con quien administra
      este servidor.
    </p>`,
  };
}
