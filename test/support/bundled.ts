import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createBuilder } from 'vite';
import { APP_ROOT, BUILD_DIR } from './app-root.ts';

const made = new Map<string, Promise<string>>();

/**
 * A program that a test starts again and again, with its threads, as the build would make it: it is there in half a second, from
 * source in four. Where the build is not up to date somebody is at work, and the source itself is taken.
 *
 * @param source from the root, such as `test/support/sending/sending-child.ts`
 */
export function bundled(source: string): Promise<string> {
  if (!BUILD_DIR) return Promise.resolve(join(APP_ROOT, source));
  const program = made.get(source) ?? bundle(source);
  made.set(source, program);
  return program;
}

async function bundle(source: string): Promise<string> {
  // As deep below the root as test/support, so that the bundle finds the root where its source did.
  const parent = join(APP_ROOT, '.herald');
  mkdirSync(parent, { recursive: true });
  const outDir = mkdtempSync(join(parent, 'program-'));
  const input = { program: join(APP_ROOT, source) };
  const builder = await createBuilder({
    configFile: join(APP_ROOT, 'vite.config.ts'),
    logLevel: 'warn',
    environments: { main: { build: { outDir, sourcemap: false, rolldownOptions: { input } } } },
  });
  const { main } = builder.environments;
  if (!main) throw new Error('vite.config.ts names no environment "main".');
  await builder.build(main);
  return join(outDir, 'program.js');
}
