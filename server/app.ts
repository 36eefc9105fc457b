// The HTTP application: routers, one onError, the add-in's files. Tests drive it with `app.request()`.
import { accountsRoutes } from './accounts/accounts.routes.ts';
import { sessionsRoutes } from './auth/sessions.routes.ts';
import { balancesRoutes } from './balances/balances.routes.ts';
import { companiesRoutes } from './companies/companies.routes.ts';
import { readVersions } from './companies/companies.store.ts';
import { fiscalYearsRoutes } from './fiscal-years/fiscalYears.routes.ts';
import { requireCompany } from './http/access.ts';
import { changeFeedRoutes } from './http/changeFeed.routes.ts';
import { documentationRoutes } from './http/documentation.routes.ts';
import { HeldBodies } from './http/heldBodies.ts';
import { observeRequests, type AnsweredRequest } from './http/observeRequests.ts';
import { OpenFeeds } from './http/openFeeds.ts';
import { AllowedMethods } from './http/allowedMethods.ts';
import { handleError, notAllowedResponse, notFoundResponse } from './http/problem.ts';
import { createRouter, type Router } from './http/routing.ts';
import { apiHeaders, setHeaders } from './http/securityHeaders.ts';
import { storageProblem } from './http/storageProblem.ts';
import { addinRoutes } from './http/addin.routes.ts';
import { keepToHttps } from './http/transportSecurity.ts';
import type { AddinFiles } from './http/addinFiles.ts';
import { operationsRoutes, type OperationsContext } from './operations/operations.routes.ts';
import { Readiness } from './operations/readiness.ts';
import { ServerMetrics } from './operations/serverMetrics.ts';
import { regularisationRoutes } from './regularisation/regularisation.routes.ts';
import type { Services } from './services.ts';
import { noProxies, type TrustedProxies } from './trustedProxies.ts';
import { describeCompany } from './vouchers/describeCompany.ts';
import { vouchersRoutes } from './vouchers/vouchers.routes.ts';

export interface AppOptions {
  services: Services;
  /** What to do with an error that is our bug, or the storage's. */
  logError(error: Error, requestId?: string): void;
  /** Told of every request once it is answered. */
  logRequest?(request: AnsweredRequest): void;
  /** What whoever runs the server asks it; left out: fresh metrics, for this machine only. */
  operations?: OperationsContext;
  /** Left out: feeds end when their clients do. */
  openFeeds?: OpenFeeds;
  /** Left out: whoever connects is the client. */
  trustedProxies?: TrustedProxies;
  /** Aborted when the server is to stop: long reads end. Left out: they end by themselves. */
  stopping?: AbortSignal;
  /** Left out: only the API is served. */
  addin?: AddinFiles;
}

export function createApp(options: AppOptions): Router {
  const app = createRouter();
  const { services, logError, logRequest, addin, openFeeds = new OpenFeeds() } = options;
  const stopping = options.stopping ?? new AbortController().signal;
  const { engine, sessions, books, feed } = services;
  const operations = options.operations ?? {
    readiness: new Readiness(engine),
    metrics: new ServerMetrics(),
    metricsToken: null,
  };
  app.onError((error, c) => {
    const problem = storageProblem(error, c);
    if (problem) logError(error, c.get('requestId'));
    return problem ?? handleError(error, c, (fault) => logError(fault, c.get('requestId')));
  });
  const methods = new AllowedMethods(app);
  app.notFound((c) => {
    const allowed = methods.find(c.req.path);
    return allowed.length > 0 ? notAllowedResponse(c, allowed) : notFoundResponse(c);
  });
  app.use(keepToHttps(addin?.publicUrl ?? null));
  app.use(observeRequests({ tell: observe, heldBodies: new HeldBodies(), stopping }));
  // Before anybody is asked who they are: what an address does is in the public document.
  app.options('/v1/*', (c) => {
    const allowed = methods.find(c.req.path);
    if (allowed.length === 0) return notFoundResponse(c);
    setHeaders(c, { ...apiHeaders(c), allow: allowed.join(', ') });
    return c.body(null, 204);
  });
  app.route('/', operationsRoutes(operations));
  app.route('/', sessionsRoutes(sessions, options.trustedProxies ?? noProxies));

  const company = '/v1/companies/:company';
  app.use(`${company}/*`, requireCompany(sessions));
  app.route(
    company,
    companiesRoutes((companyId, actor) =>
      engine.read(async (tx) => describeCompany(tx, await books.read(tx, companyId), actor)),
    ),
  );
  app.route(company, accountsRoutes(services));
  app.route(company, fiscalYearsRoutes(services));
  app.route(company, vouchersRoutes(services));
  app.route(company, regularisationRoutes(services));
  app.route(company, balancesRoutes(services));
  app.route(
    company,
    changeFeedRoutes({
      feed,
      openFeeds,
      readVersions: (companyId) => engine.read((tx) => readVersions(tx, companyId)),
      isSignedIn: async (token) => {
        try {
          await sessions.recognize(token);
          return true;
        } catch {
          return false;
        }
      },
    }),
  );
  documentationRoutes(app, addin?.publicUrl ?? null);
  if (addin) app.route('/', addinRoutes(addin));
  return app;

  function observe(request: AnsweredRequest): void {
    operations.metrics.answered(request);
    logRequest?.(request);
  }
}
