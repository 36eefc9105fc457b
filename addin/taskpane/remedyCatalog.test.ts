// Every remedy of the texts leads somewhere: for each rejection and each role there is a command, a
// section or a form that exists, or a person who may. And no text offers what nobody can do.
import { describe, expect, it } from 'vitest';
import { roles } from '../../shared/contract/sessions.ts';
import { mayDo } from '../../shared/permissions.ts';
import { reject, type RejectionCode } from '../../shared/rejection.ts';
import { explainRejection, rejectionCodes } from '../../shared/text/es.ts';
import { remedyActionOf, remedyActions } from '../../shared/text/remedyActions.ts';
import type { CommandContext } from '../commands/commandContext.ts';
import { createCommands } from '../commands/createCommands.ts';
import { mayFollow, refusalOf, remedyPlaces } from './remedyCatalog.ts';
import { sections } from './SectionNav.tsx';

const commands = createCommands(
  {} as CommandContext,
  { run: () => Promise.reject(new Error('not run here')), runQuietly: () => Promise.resolve() },
  () => Promise.resolve(),
);

/** What each remedy says is done where its action leads: words that must be in the sentence. */
const wordsOf: Partial<Record<(typeof remedyActions)[number], RegExp>> = {
  'open-years': /«Cierre»/,
  'open-lock': /«Cierre»/,
  'settle-sheet': /«Volver a lo contabilizado»|«Corregir»|Ábralo de nuevo/,
  'create-accounts': /botón|Corr[ií]ja/,
  'new-voucher': /«Nuevo /,
  'open-balances': /«Saldos»/,
  'sign-in': /Inicie sesión/,
};

/** Parameters only make the sentence complete: any text and any number do. */
function sentenceOf(code: RejectionCode): string {
  const anything = new Proxy(
    {},
    {
      get: (_target, name) =>
        /^(count|lines|max|months|cells|seconds|length)$/.test(String(name)) ? 7 : 'x',
      ownKeys: () => [],
    },
  );
  return explainRejection(reject(code, anything)).remedy;
}

describe.each(rejectionCodes)('%s', (code) => {
  const action = remedyActionOf[code];
  const place = remedyPlaces[action];

  it('leads to something that exists', () => {
    if (place.kind === 'command') expect(commands[place.command]).toBeTypeOf('function');
    if (place.kind === 'section') expect(sections).toContain(place.section);
    const words = wordsOf[action];
    if (words) expect(sentenceOf(code)).toMatch(words);
  });

  it.each(roles)('for %s, or says whom to ask', (role) => {
    if (mayFollow(role, place) || !('permission' in place)) return;
    const { message, remedy } = refusalOf(role, place.permission);
    expect(message).toContain(role);
    expect(remedy).toContain('administrador');
    expect(mayDo('administrador', place.permission)).toBe(true);
  });

  it('offers nothing that no screen does yet', () => {
    expect(sentenceOf(code)).not.toMatch(
      /excepción|actívela|reabra|reasigne|en el plan de cuentas|modifique la cuenta/,
    );
  });
});

it('every action has a rejection that uses it, and a place', () => {
  const used = new Set(Object.values(remedyActionOf));
  expect(remedyActions.filter((action) => !used.has(action))).toEqual([]);
  expect(Object.keys(remedyPlaces).sort()).toEqual([...remedyActions].sort());
});
