import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const node = (name: string, include: string[], extra: object = {}) => ({
  test: { name, include, environment: 'node' as const, pool: 'forks' as const, ...extra },
});

const QUICK = ['test/{unit,renderer,architecture,contract}/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    // Much of what is tested waits for something: on two cores, two files at once, not one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      node('unit', QUICK, { testTimeout: 30_000 }),
      node('integration', ['test/**/*.test.{ts,tsx}'], {
        exclude: QUICK,
        globalSetup: ['.ci/use-build.ts'],
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
    ],
  },
});
