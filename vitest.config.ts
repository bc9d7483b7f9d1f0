import { defineConfig } from 'vitest/config';

const node = (name: string, include: string[], extra: object = {}) => ({
  test: { name, include, environment: 'node' as const, pool: 'forks' as const, ...extra },
});

export default defineConfig({
  test: {
    projects: [
      node('unit', ['test/{unit,renderer,architecture,contract}/**/*.test.{ts,tsx}']),
      node('integration', ['test/{repositories,services,channels,http,flows,migrations}/**/*.test.ts'], {
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
    ],
  },
});
