// Reads the OpenAPI document as two linters do: Redocly's and Spectral's, each with its recommended rules.
import { fileURLToPath } from 'node:url';
import { lintFromString, loadConfig } from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';

const rulesOff = {
  // OpenAPI 3.1 closes a tuple with `items: false`, which this rule takes for a missing member.
  'array-items': 'off',
};

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function lintWithRedocly(document: string): Promise<string[]> {
  const config = await loadConfig({ configPath: `${root}/redocly.yaml` });
  const problems = await lintFromString({ source: document, absoluteRef: 'openapi.json', config });
  return problems.map(
    ({ severity, ruleId, message, location }) =>
      `${severity} ${ruleId}: ${message} (${location.map(({ pointer }) => pointer).join(', ')})`,
  );
}

export async function lintWithSpectral(document: string): Promise<string[]> {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset({ extends: [[rulesets.oas, 'recommended']], rules: rulesOff } as never);
  const results = await spectral.run(document);
  return results.map(({ code, message, path }) => `${code}: ${message} (${path.join('/')})`);
}
