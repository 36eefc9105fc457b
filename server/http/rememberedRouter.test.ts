// What is remembered of a path is what the tree of routes says of it.
import { expect, it } from 'vitest';
import { RememberedRouter } from './rememberedRouter.ts';

function createRoutes(): RememberedRouter<string> {
  const router = new RememberedRouter<string>();
  router.add('ALL', '/companies/:company/*', 'company');
  router.add('GET', '/companies/:company/vouchers/:id', 'get');
  router.add('POST', '/companies/:company/vouchers/validate', 'validate');
  router.add('POST', '/companies/:company/vouchers/:id/void', 'void');
  return router;
}

const found = (router: RememberedRouter<string>, method: string, path: string) =>
  router.match(method, path)[0].map(([name, params]) => `${name} ${JSON.stringify(params)}`);

it('answers the same the second time, and each path for itself', () => {
  const router = createRoutes();
  for (let time = 0; time < 2; time += 1) {
    expect(found(router, 'GET', '/companies/UNO/vouchers/1')).toEqual([
      'company {"company":"UNO"}',
      'get {"company":"UNO","id":"1"}',
    ]);
    expect(found(router, 'GET', '/companies/DOS/vouchers/2')).toEqual([
      'company {"company":"DOS"}',
      'get {"company":"DOS","id":"2"}',
    ]);
    expect(found(router, 'POST', '/companies/UNO/vouchers/1')).toEqual([
      'company {"company":"UNO"}',
    ]);
    expect(found(router, 'POST', '/companies/UNO/vouchers/validate')).toEqual([
      'company {"company":"UNO"}',
      'validate {"company":"UNO"}',
    ]);
    expect(found(router, 'GET', '/nada')).toEqual([]);
  }
});

it('forgets when a route is added', () => {
  const router = createRoutes();
  expect(found(router, 'GET', '/late')).toEqual([]);
  router.add('GET', '/late', 'late');
  expect(found(router, 'GET', '/late')).toEqual(['late {}']);
});

it('goes on beyond what it remembers', () => {
  const router = createRoutes();
  for (let id = 0; id < 2_500; id += 1) {
    expect(found(router, 'GET', `/companies/UNO/vouchers/${id}`)).toContain(
      `get {"company":"UNO","id":"${id}"}`,
    );
  }
});
