// Around a whole run of tests: says where its PostgreSQL will be, if a test needs it, and stops it.
import type { TestProject } from 'vitest/node';
import { clusterIn } from './postgresCluster.ts';
import { clusterFolderOf, sweepClusters } from './sharedPostgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresFolder: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepClusters();
  const folder = clusterFolderOf(process.pid);
  project.provide('postgresFolder', folder);
  return () => clusterIn(folder).stop();
}
