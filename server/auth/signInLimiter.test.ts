// Who is held back after wrong passwords, and above all who is not: the office behind one address, the owner of an
// account that somebody else tries, whoever comes in through a proxy.
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import { createApp } from '../app.ts';
import { Pace } from '../pace.ts';
import { createServices } from '../services.ts';
import { describeOnEngines, openSqliteForTest } from '../testing/testEngines.ts';
import {
  ana,
  openTestServer,
  quickCost,
  testPassword,
  type TestServer,
} from '../testing/testServer.ts';
import { noProxies, readTrustedProxies, type TrustedProxies } from '../trustedProxies.ts';
import { HashingTurns } from './hashingTurns.ts';
import { usualSignInBounds, type SignInBounds } from './signInLimiter.ts';

const eva = { email: 'eva@ejemplo.es', name: 'Eva Sanz', roles: {} };
const bounds: SignInBounds = {
  address: { failures: 6, seconds: 300 },
  pair: { failures: 3, seconds: 300 },
  account: { failures: 5, seconds: 600 },
  knownSeconds: 3_600,
};
const start = Date.parse('2025-06-30T10:00:00.000Z');

/** A company's people, and the doors through which they come. */
async function openOffice(
  open = openSqliteForTest,
  options: { bounds?: SignInBounds; proxies?: TrustedProxies } = {},
) {
  const server = await openTestServer(open, {
    users: [ana, eva],
    sessions: { signInBounds: options.bounds ?? bounds },
  });
  const doorOf = ({
    services,
    proxies = noProxies,
  }: {
    services: TestServer['services'];
    proxies?: TrustedProxies;
  }) => {
    const app = createApp({
      services,
      logError: (error) => {
        throw error;
      },
      trustedProxies: proxies,
    });
    /** `password` left out: the right one. */
    return async (email: string, from: string, password = testPassword, forwardedFor?: string) => {
      const response = await app.request(
        '/v1/sessions',
        {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }),
          },
          body: JSON.stringify({ email, password }),
        },
        { incoming: { socket: { remoteAddress: from, remotePort: 1, remoteFamily: 'IPv4' } } },
      );
      const { rejections } = (await response.json()) as Problem;
      return response.status === 201
        ? 'in'
        : [rejections[0]?.code, response.headers.get('retry-after')].filter(Boolean).join(' ');
    };
  };
  const enter = doorOf({
    services: server.services,
    ...(options.proxies ? { proxies: options.proxies } : {}),
  });
  const at = (seconds: number) => server.clock.set(new Date(start + seconds * 1_000).toISOString());
  at(0);
  return { server, enter, doorOf, at };
}

const wrong = 'no es esta';

describeOnEngines('wrong passwords', (open) => {
  it('on one account from one address: then wait, and the right password is no way around', async () => {
    const { server, enter, at } = await openOffice(open);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await enter(ana.email, '192.0.2.1', wrong)).toBe('credentials-wrong');
    }
    expect(await enter(ana.email, '192.0.2.1')).toBe('too-many-attempts 300');
    // Neither others at that address nor the owner somewhere else.
    expect(await enter(eva.email, '192.0.2.1')).toBe('in');
    expect(await enter(ana.email, '192.0.2.2')).toBe('in');
    at(100);
    expect(await enter(ana.email, '192.0.2.1')).toBe('too-many-attempts 200');
    at(300);
    expect(await enter(ana.email, '192.0.2.1')).toBe('in');
    await server.remove();
  });

  it('from one address: it is held back and locks nobody', async () => {
    const { server, enter } = await openOffice(open);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      expect(await enter(`nadie${attempt}@ejemplo.es`, '192.0.2.1', wrong)).toBe(
        'credentials-wrong',
      );
    }
    for (let attempt = 0; attempt < 20; attempt += 1) {
      expect(await enter(ana.email, '192.0.2.1', wrong)).toBe('too-many-attempts 300');
    }
    expect(await enter(ana.email, '192.0.2.2')).toBe('in');
    expect(await server.query('SELECT key FROM sign_in_attempts WHERE points > 6')).toEqual([]);
    await server.remove();
  });

  it('on one account from everywhere: new addresses wait, the one its owner uses does not', async () => {
    const { server, enter, at } = await openOffice(open);
    expect(await enter(ana.email, '192.0.2.1')).toBe('in');
    at(1);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await enter(ana.email, `198.51.100.${attempt}`, wrong)).toBe('credentials-wrong');
    }
    expect(await enter(ana.email, '198.51.100.9')).toBe('too-many-attempts 600');
    expect(await enter(ana.email, '192.0.2.1')).toBe('in');
    at(1 + 600);
    expect(await enter(ana.email, '198.51.100.9')).toBe('in');
    await server.remove();
  });

  it('count for every process on the database, and after a restart', async () => {
    const { server, enter, doorOf } = await openOffice(open);
    const other = doorOf({
      services: createServices(server.engine, server.clock, {
        passwordCost: quickCost,
        signInBounds: bounds,
      }),
    });
    for (const door of [enter, other, enter]) await door(ana.email, '192.0.2.1', wrong);
    expect(await other(ana.email, '192.0.2.1')).toBe('too-many-attempts 300');
    await server.remove();
  });

  it('keeps neither addresses nor what was typed, and forgets what is over', async () => {
    const { server, enter, at } = await openOffice(open);
    await enter('mi-contraseña', '192.0.2.1', wrong);
    const [row] = await server.query<{ key: string }>('SELECT key FROM sign_in_attempts');
    expect(row?.key).toMatch(/^[\w-]{43}$/);
    at(10_000);
    await enter('otra', '192.0.2.9', wrong);
    expect(await server.query('SELECT key FROM sign_in_attempts')).toHaveLength(3);
    await server.remove();
  });
});

describe('right passwords', () => {
  it('of a hundred people behind one address cost nothing', async () => {
    const { server, enter } = await openOffice();
    for (let person = 0; person < 100; person += 1) {
      expect(await enter(person % 2 ? ana.email : eva.email, '192.0.2.1')).toBe('in');
    }
    await server.remove();
  });

  it('of many at the same moment neither', async () => {
    const { server, enter } = await openOffice();
    const people = Array.from({ length: 50 }, () => enter(ana.email, '192.0.2.1'));
    expect(new Set(await Promise.all(people))).toEqual(new Set(['in']));
    await server.remove();
  });

  it('give back what was mistyped on that account', async () => {
    const { server, enter } = await openOffice(openSqliteForTest, {
      bounds: {
        ...bounds,
        address: { failures: 100, seconds: 300 },
        account: { failures: 100, seconds: 300 },
      },
    });
    for (let round = 0; round < 4; round += 1) {
      for (let attempt = 0; attempt < 2; attempt += 1) await enter(ana.email, '192.0.2.1', wrong);
      expect(await enter(ana.email, '192.0.2.1')).toBe('in');
    }
    await server.remove();
  });

  it('a burst of guesses gets no further than the same one after another', async () => {
    const { server, enter } = await openOffice();
    const guesses = Array.from({ length: 40 }, () => enter(ana.email, '192.0.2.1', wrong));
    const looked = (await Promise.all(guesses)).filter((answer) => answer === 'credentials-wrong');
    // As many as are hashed at once may be under way when the last point is taken.
    expect(looked.length).toBeLessThanOrEqual(3 + 1);
    await server.remove();
  });
});

describe('whose address it is', () => {
  const through = async (proxies: string, forwardedFor: (person: number) => string) => {
    const office = await openOffice(openSqliteForTest, { proxies: readTrustedProxies(proxies)! });
    const answers: string[] = [];
    for (let person = 0; person < 8; person += 1) {
      answers.push(
        await office.enter(`p${person}@ejemplo.es`, '10.0.0.1', wrong, forwardedFor(person)),
      );
    }
    await office.server.remove();
    return answers.at(-1);
  };

  it.each<[string, string, (person: number) => string, boolean]>([
    ['no proxy is trusted: the header says nothing', '0', (p) => `192.0.2.${p}`, true],
    ['one hop: each person for themselves', '1', (p) => `192.0.2.${p}`, false],
    ['the proxy by its address', '10.0.0.0/8', (p) => `192.0.2.${p}`, false],
    ['another proxy', '10.9.0.0/16', (p) => `192.0.2.${p}`, true],
    ['what the client wrote before the proxy', '1', (p) => `192.0.2.${p}, 198.51.100.7`, true],
    ['IPv6: a subscriber has a whole network', '1', (p) => `2001:db8:1:2::${p}`, true],
    ['other networks', '1', (p) => `2001:db8:1:${p}::1`, false],
  ])('%s', async (_name, proxies, forwardedFor, isHeldBack) => {
    expect(await through(proxies, forwardedFor)).toBe(
      isHeldBack ? 'too-many-attempts 300' : 'credentials-wrong',
    );
  });
});

describe('turns of hashing', () => {
  const open = (limits: Partial<ConstructorParameters<typeof HashingTurns>[0]> = {}) => {
    const turns = new HashingTurns({ atOnce: 1, waiting: 4, waitingOfOne: 3, ...limits });
    const done: string[] = [];
    const ends: (() => void)[] = [];
    const come = (who: string) =>
      turns
        .run(who, () => new Promise<void>((end) => ends.push(end)))
        .then(
          () => void done.push(who),
          () => void done.push(`${who} refused`),
        );
    const endAll = async () => {
      for (let round = 0; round < 20; round += 1) {
        ends.shift()?.();
        await new Promise((next) => setImmediate(next));
      }
    };
    return { come, done, ends, endAll };
  };

  it('are taken by addresses in turn, however many wait of one', async () => {
    const { come, done, endAll } = open();
    for (const who of ['a', 'a', 'a', 'b', 'c']) void come(who);
    await endAll();
    expect(done).toEqual(['a', 'a', 'b', 'c', 'a']);
  });

  it('are few at once, and so many wait in all and of one', async () => {
    const { come, done, ends, endAll } = open({ atOnce: 2 });
    for (const who of ['a', 'a', 'a', 'a', 'a', 'a', 'b', 'b']) void come(who);
    await new Promise((next) => setImmediate(next));
    expect(ends).toHaveLength(2);
    expect(done).toEqual(['a refused', 'b refused']);
    await endAll();
    expect(done.filter((who) => !who.includes('refused'))).toHaveLength(6);
  });

  it('are not spent on who has gone', async () => {
    const { server } = await openOffice();
    const gone = new AbortController();
    gone.abort();
    const attempt = server.services.sessions.signIn(
      ana.email,
      wrong,
      '192.0.2.1',
      new Pace({ signal: gone.signal }),
    );
    await expect(attempt).rejects.toThrow('abandoned');
    expect(await server.query('SELECT key FROM sign_in_attempts')).toEqual([]);
    await server.remove();
  });
});

it('the usual bounds let an office mistype and a guesser go nowhere', () => {
  expect(usualSignInBounds).toEqual({
    address: { failures: 60, seconds: 300 },
    pair: { failures: 8, seconds: 300 },
    account: { failures: 100, seconds: 3_600 },
    knownSeconds: 2_592_000,
  });
});
