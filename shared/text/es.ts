// Every sentence of a rejection: what happened and why, and what to do about it (ux.md «Words»).
import type {
  AmountWriting,
  ExplainedRejection,
  Rejection,
  RejectionCode,
  RejectionPlace,
} from '../rejection.ts';
import { calendarSentences } from './calendarSentences.ts';
import { importSentences } from './importSentences.ts';
import { limitSentences } from './limitSentences.ts';
import { readingSentences } from './readingSentences.ts';
import { say, writerOf, type SentenceOf } from './sentence.ts';
import { shapeSentences } from './shapeSentences.ts';
import { sheetSentences } from './sheetSentences.ts';
import { yearEndSentences } from './yearEndSentences.ts';

const sentences: { [C in RejectionCode]: SentenceOf<C> } = {
  ...calendarSentences,
  ...importSentences,
  ...limitSentences,
  ...readingSentences,
  ...shapeSentences,
  ...sheetSentences,
  ...yearEndSentences,
  'voucher-empty': (_p, w) =>
    say(`El ${w.voucher} no tiene líneas.`, 'Escriba al menos dos líneas con cuenta e importe.'),
  'voucher-unbalanced': (p, w) =>
    say(
      `El ${w.voucher} no cuadra: debe ${w.money(p.debit)}, haber ${w.money(p.credit)}.`,
      `Corrija las líneas hasta que la diferencia de ${w.money(p.difference)} sea cero.`,
    ),
  'entry-unbalanced': (p, w) =>
    say(
      `La partida ${p.entry} no cuadra: debe ${w.money(p.debit)}, haber ${w.money(p.credit)}.`,
      `Corrija sus líneas hasta que la diferencia de ${w.money(p.difference)} sea cero.`,
    ),
  'memorandum-unbalanced': (p, w) =>
    say(
      `En la partida ${p.entry} las cuentas de orden (${p.accounts}) no cuadran entre sí: debe ${w.money(p.debit)}, haber ${w.money(p.credit)}.`,
      `Lleve la diferencia de ${w.money(p.difference)} a su contrapartida de orden: no se cruzan con las demás cuentas, que deben cuadrar por su parte.`,
    ),
  'voucher-too-long': (p, w) =>
    say(
      `El ${w.voucher} tiene ${w.count(p.lines)} líneas y se admiten ${w.count(p.max)}.`,
      `Divídalo en ${w.vouchers} que cuadren cada uno por sí mismo.`,
    ),
  'voucher-type-unknown': (p) =>
    say(`El tipo «${p.type}» no existe en esta empresa.`, `Use uno de estos: ${p.known}.`),
  'voucher-already-posted': (p, w) =>
    say(
      `Este ${w.voucher} ya está contabilizado: es el ${p.voucher} del ${w.day(p.date)}.`,
      `No hace falta enviarlo otra vez; para registrar otro, pulse «Nuevo ${w.voucher}».`,
    ),
  'voucher-not-draft': (p, w) =>
    say(
      `El ${w.voucher} ${p.voucher} ya está contabilizado y no se modifica ni se borra.`,
      `Ábralo en «${w.vouchers.charAt(0).toUpperCase()}${w.vouchers.slice(1)}»: allí se corrige, se devuelve a borrador o se anula.`,
    ),
  'draft-keeps-number': (p) =>
    say(
      `${p.voucher} es un borrador que conserva su número: no se borra, porque la numeración quedaría con un hueco.`,
      'Contabilícelo otra vez y, si no vale, anúlelo.',
    ),
  'voucher-keeps-number': (p, w) =>
    say(
      `El ${w.voucher} ${p.voucher} tiene su número en el ejercicio ${p.fiscalYear}: no puede pasar a otro ejercicio ni a otro tipo.`,
      'Contabilícelo con su tipo y una fecha de ese ejercicio y anúlelo; después registre uno nuevo.',
    ),
  'voucher-keeps-date': (p) =>
    say(
      `El comprobante ${p.voucher} se identifica por su número y su fecha: no puede pasar a otro día.`,
      'Anúlelo y registre uno nuevo con la fecha correcta.',
    ),
  'cell-set-unknown': (p) =>
    say(
      `El conjunto de celdas ${p.cellSet} ya no está en memoria.`,
      'Envíe de nuevo la consulta completa.',
    ),
  'voucher-not-posted': (p, w) =>
    say(
      `El ${w.voucher} no está contabilizado (está ${p.state === 'voided' ? 'anulado' : 'en borrador'}).`,
      'Solo se anula, se corrige o se devuelve a borrador lo que está contabilizado.',
    ),
  'reason-missing': () =>
    say('Falta el motivo.', 'Escriba por qué se hace: queda registrado con su nombre y la fecha.'),
  'voucher-changed': (p, w) =>
    say(
      `${p.changedBy} cambió este ${w.voucher} el ${w.day(p.changedAt.slice(0, 10))} a las ${p.changedAt.slice(11, 16)} UTC (versión ${p.version}).`,
      'Ábralo de nuevo para ver sus cambios y repita los suyos.',
    ),
  'voucher-id-taken': (_p, w) =>
    say(
      `Ya existe otro ${w.voucher} con este identificador y con otro contenido.`,
      `Pulse «Nuevo ${w.voucher}» y copie las líneas en la hoja nueva.`,
    ),
  'line-both-sides': (p, w) =>
    say(
      `La línea tiene debe (${w.money(p.debit)}) y haber (${w.money(p.credit)}) a la vez.`,
      'Deje uno de los dos, o reparta el apunte en dos líneas.',
    ),
  'line-without-amount': () =>
    say('La línea no tiene importe, o es cero.', 'Escriba el debe o el haber, o borre la línea.'),
  'line-negative-amount': (p, w) =>
    say(
      `El importe ${w.money(p.amount)} es negativo.`,
      'Escríbalo en positivo en la columna contraria.',
    ),
  'amount-not-a-number': (p) =>
    say(`«${p.text}» no es un importe.`, 'Escriba un número, por ejemplo 1234,56.'),
  'amount-error-value': (p) =>
    say(
      `La celda contiene el error ${p.text}.`,
      'Corrija la fórmula o escriba el importe como número.',
    ),
  'amount-malformed-grouping': (p) =>
    say(
      `«${p.text}» tiene los separadores de miles mal puestos.`,
      'Escriba el importe como número, sin separadores de miles.',
    ),
  'amount-ambiguous': (p) =>
    say(
      `«${p.text}» puede leerse de dos maneras: con miles o con decimales.`,
      'Escriba el importe como número, sin separadores de miles.',
    ),
  'amount-mixed-styles': (p) =>
    say(
      `«${p.text}» usa otro estilo de número que el resto (${p.expected}).`,
      `Escríbalo como ${p.expected}, o como número sin separadores.`,
    ),
  'amount-too-many-decimals': (p) =>
    say(
      `${p.text} tiene más de ${p.decimals} decimales.`,
      `Redondéelo a ${p.decimals} decimales, por ejemplo con REDONDEAR.`,
    ),
  'amount-too-large': (p) =>
    say(
      `${p.text} es mayor que el importe máximo que se puede guardar con exactitud.`,
      'Revise el importe; si es correcto, repártalo en varias líneas.',
    ),
  'account-missing': () => say('Falta la cuenta.', 'Escriba el código de una cuenta del plan.'),
  'account-unknown': (p) =>
    say(
      `La cuenta ${p.account} no existe en el plan de cuentas.`,
      [
        p.nearest ? `Quizá quiso escribir ${p.nearest}.` : 'Corrija el código.',
        ...(p.parent ? [`Si es nueva, créela con el botón, debajo de ${p.parent}.`] : []),
        ...(p.character
          ? [
              `Un código no lleva «${p.character}»: solo cifras o letras sin tilde, con puntos, guiones o barras entre ellas.`,
            ]
          : []),
      ].join(' '),
    ),
  'filter-codes-unknown': (p) =>
    say(
      `Las cuentas ${p.accounts} no existen en el plan de cuentas.`,
      'Corrija esos códigos de la lista.',
    ),
  'account-not-postable': (p) =>
    say(
      `La cuenta ${p.account} (${p.name}) es de total: no admite apuntes.`,
      `Use una de sus cuentas de detalle: ${p.leaves}.`,
    ),
  'account-inactive': (p) =>
    say(`La cuenta ${p.account} (${p.name}) está inactiva.`, 'Use otra cuenta.'),
  'party-required': (p) =>
    say(
      `La cuenta ${p.account} (${p.name}) exige un tercero.`,
      'Escriba el NIF, NIT o RIF del tercero en la línea.',
    ),
  'cost-center-required': (p, w) =>
    say(
      `La cuenta ${p.account} (${p.name}) exige un ${w.costCenter}.`,
      `Escriba el código del ${w.costCenter} en la línea.`,
    ),
  'text-too-long': (p, w) =>
    say(
      `El texto tiene ${w.count(p.length)} caracteres y se admiten ${w.count(p.max)}.`,
      `Acórtelo a ${w.count(p.max)} caracteres.`,
    ),
  'account-code-invalid': (p) =>
    say(
      `«${p.account}» no es un código de cuenta.`,
      'Use hasta 20 cifras o letras sin tilde, con puntos, guiones o barras entre ellas si el plan los lleva; los códigos largos van como texto.',
    ),
  'account-code-unsafe': (p) =>
    say(
      `«${p.account}» no sirve como código de cuenta: Excel lo toma por ${p.becomes}.`,
      'Use solo cifras, o separe los niveles con puntos.',
    ),
  'account-duplicate': (p) =>
    say(
      `Registro ya fue incluido: la cuenta ${p.account} existe (${p.name}).`,
      'Use otro código, o la cuenta que ya existe.',
    ),
  'account-parent-has-postings': (p) =>
    say(
      `La cuenta ${p.parent} ya tiene apuntes: no puede pasar a ser de total al crear ${p.account} debajo.`,
      'Cree la cuenta en otro lugar del plan.',
    ),
  'account-in-the-middle': (p) =>
    say(
      `La cuenta ${p.account} quedaría en medio del plan: ${p.children} ya existe debajo.`,
      'Elija un código que no esté por encima de cuentas existentes.',
    ),
  'account-kind-missing': (p) =>
    say(
      `No se sabe qué clase de cuenta es ${p.account}: no tiene cuenta superior.`,
      'Indique si es activo, pasivo, patrimonio, ingreso, gasto, costo u orden.',
    ),
  'company-duplicate': (p) =>
    say(`Ya existe una empresa con el código «${p.company}».`, 'Elija otro código.'),
  'company-code-invalid': (p) =>
    say(
      `«${p.company}» no sirve como código de empresa.`,
      'Use de 1 a 20 letras sin acentos, cifras, guiones o guiones bajos.',
    ),
  'company-unknown': (p) =>
    say(
      `La empresa «${p.company}» no existe o usted no tiene acceso a ella.`,
      'Elija una de sus empresas o pida acceso al administrador.',
    ),
  'profile-unknown': (p) =>
    say(`No existe el perfil de país «${p.profile}».`, `Use uno de estos: ${p.known}.`),
  'chart-unknown': (p) =>
    say(`No existe el plan «${p.chart}» en este perfil.`, `Use uno de estos: ${p.known}.`),
  'currency-unknown': (p) =>
    say(
      `«${p.currency}» no es un código de moneda.`,
      'Use un código ISO 4217: EUR, COP, VES, USD…',
    ),
  'user-duplicate': (p) =>
    say(`Ya existe un usuario con el correo ${p.email}.`, 'Use otro correo o asígnele la empresa.'),
  'user-unknown': (p) =>
    say(`No existe ningún usuario con el correo ${p.email}.`, 'Créelo primero.'),
  'email-invalid': (p) =>
    say(`«${p.email}» no es un correo electrónico.`, 'Escríbalo como nombre@dominio.'),
  'password-too-short': (p) =>
    say('La contraseña es demasiado corta.', `Use al menos ${p.min} caracteres.`),
  'credentials-wrong': () =>
    say('El correo o la contraseña no son correctos.', 'Revíselos y vuelva a intentarlo.'),
  'session-expired': () =>
    say(
      'La sesión ha terminado. Lo que escribió sigue en la hoja y los últimos valores se conservan.',
      'Inicie sesión de nuevo en el panel.',
    ),
  'permission-denied': (p) =>
    say(
      `Su función en esta empresa (${p.role}) no permite ${p.action}.`,
      'Pida el permiso al administrador de la empresa.',
    ),
  'filter-invalid': (p) =>
    say(
      `«${p.text}» no es una cuenta ni una lista de cuentas.`,
      'Escriba un código, una lista «430;431», un rango «430:439» o un patrón «57*».',
    ),
  'filter-without-accounts': (p) =>
    say(
      `Ninguna cuenta de detalle del plan corresponde a «${p.text}».`,
      'La cifra es la de las demás. Revise esa parte: la sección «Saldos» muestra las cuentas del plan.',
    ),
  'period-invalid': (p) =>
    say(
      `«${p.text}» no es una fecha ni un período.`,
      p.instead
        ? `Escriba ${p.instead}.`
        : 'Escriba una fecha, o un período: 2024, 03/2024, 2024-03, T1/2024, S1/2024, hoy.',
    ),
  'period-reversed': (p, w) =>
    say(
      `El período empieza el ${w.day(p.from)} y termina antes, el ${w.day(p.to)}.`,
      'Escriba primero la fecha más antigua.',
    ),
  'version-unknown': (p) =>
    say(
      `La versión ${p.version} del libro todavía no existe.`,
      `Use una versión hasta la ${p.last}.`,
    ),
  'balance-too-large': () =>
    say(
      'El importe supera el máximo que se puede guardar o mostrar con exactitud.',
      'Revise los importes; si son correctos, repártalos entre varias cuentas o fechas.',
    ),
  'method-not-allowed': (p) => say(`Esta dirección no admite ${p.method}.`, `Admite ${p.allowed}.`),
  'idempotency-key-reused': (p) =>
    say(
      `La clave ${p.key} ya se usó con otro contenido.`,
      'Use una clave nueva para una operación nueva.',
    ),
  'request-malformed': (p) =>
    say(`La petición no se entiende: ${p.detail}.`, 'Corríjala según /docs.'),
  'not-found': (p) => say(`No existe ${p.what}.`, 'Revise la dirección.'),
  'amount-converted': (p) =>
    say(`«${p.text}» está escrito como texto; se leyó ${p.read}.`, 'Compruebe que es correcto.'),
  'party-new': (p) =>
    say(
      `El tercero ${p.party} es nuevo: se dará de alta al contabilizar.`,
      'Compruebe que está bien escrito.',
    ),
  'cost-center-new': (p, w) =>
    say(
      `El ${w.costCenter} ${p.costCenter} es nuevo: se dará de alta al contabilizar.`,
      'Compruebe que está bien escrito.',
    ),
  'party-added': (p) =>
    say(
      `El tercero ${p.party} era nuevo y se ha dado de alta.`,
      'Compruebe que está bien escrito.',
    ),
  'cost-center-added': (p, w) =>
    say(
      `El ${w.costCenter} ${p.costCenter} era nuevo y se ha dado de alta.`,
      'Compruebe que está bien escrito.',
    ),
  'voucher-without-concept': (_p, w) =>
    say(
      `El ${w.voucher} no tiene ningún concepto.`,
      'Escriba para qué es, arriba o en alguna línea: con él se encontrará después.',
    ),
  'line-repeated': (p) =>
    say(`La línea es igual a la línea ${p.line}.`, 'Compruebe que no está repetida por error.'),
};

const defaultWriting: AmountWriting = { minorDigits: 2, numberStyle: 'comma-decimal' };

/** Adds its Spanish sentence and remedy to a rejection. */
export function explainRejection(
  rejection: Rejection,
  writing: AmountWriting = defaultWriting,
): ExplainedRejection {
  const sentence = sentences[rejection.code] as SentenceOf<RejectionCode>;
  const { code, params, ...place } = rejection;
  return {
    code,
    params: { ...params },
    ...sentence(params, writerOf(writing)),
    ...(Object.fromEntries(
      Object.entries(place).filter(([, value]) => value !== undefined),
    ) as RejectionPlace),
  };
}

/** All codes that have a sentence: the gallery test prints one of each. */
export const rejectionCodes = Object.keys(sentences) as RejectionCode[];
