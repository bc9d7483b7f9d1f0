import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Three builds in one file: the console for browser and window, the Node side with its workers, and the preload. */

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };

/**
 * Libraries made of hundreds of small modules: loading them one by one costs each thread half a second at the start, so they
 * become part of the bundle. The others stay in node_modules, above all those with native code.
 */
const BUNDLED = [
  'drizzle-orm',
  'zod',
  'jose',
  '@orpc/',
  'html-to-text',
  'htmlparser2',
  'liquidjs',
  'markdown-it',
  'uuidv7',
];
const isBundled = (name: string) => BUNDLED.some((prefix) => name.startsWith(prefix));

/** Every thread is a file of its own. */
const workers = Object.fromEntries(
  globSync('src-main/app/workers/*.worker.ts').map((file) => [basename(file, '.ts'), file]),
);

const external = [
  'electron',
  ...builtinModules.flatMap((name) => [name, `node:${name}`]),
  ...Object.keys(dependencies)
    .filter((name) => !isBundled(name))
    .flatMap((name) => [name, new RegExp(`^${name}/`)]),
];

export default defineConfig({
  root: 'src-renderer',
  base: './',
  plugins: [react()],
  builder: {},
  server: {
    port: 5180,
    strictPort: true,
    // The address stays as the browser wrote it: the server compares it with the page's own.
    proxy: {
      '/rpc': { target: 'http://127.0.0.1:4170', changeOrigin: false },
      '/api': { target: 'http://127.0.0.1:4170', changeOrigin: false },
    },
  },
  environments: {
    client: {
      build: { outDir: '../dist/renderer', emptyOutDir: true, target: 'chrome140', sourcemap: true },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: BUNDLED.map((prefix) => new RegExp(`^${prefix}`)) },
      build: {
        outDir: '../dist/main',
        emptyOutDir: true,
        target: 'node24',
        sourcemap: true,
        minify: false,
        rolldownOptions: {
          input: {
            desktop: 'src-main/desktop/main.ts',
            core: 'src-main/desktop/core.ts',
            headless: 'src-main/headless/main.ts',
            herald: 'src-main/cli/main.ts',
            ...workers,
          },
          external,
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      build: {
        outDir: '../dist/preload',
        emptyOutDir: true,
        target: 'node24',
        minify: false,
        rolldownOptions: {
          input: { preload: 'src-main/desktop/preload.ts' },
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: 'preload.cjs' },
        },
      },
    },
  },
});
