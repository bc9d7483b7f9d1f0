import { type AppOptions, createApp, type HeraldApp } from '#main/app/create-app.ts';
import { APP_ROOT, THREADS_DIR } from './app-root.ts';
import { tempFolder } from './temp-folder.ts';

export interface TestApp {
  app: HeraldApp;
  data_dir: string;
  close(): Promise<void>;
}

/** A whole Herald on free loopback ports with a data folder of its own; real threads, real clock unless one is handed in. */
export async function makeTestApp(options: Partial<AppOptions> = {}): Promise<TestApp> {
  const folder = tempFolder();
  const app = await createApp({
    data_dir: folder.path,
    app_root: APP_ROOT,
    shell: 'headless',
    console: { host: '127.0.0.1', port: 0 },
    ...THREADS_DIR,
    ...options,
  });
  return {
    app,
    data_dir: options.data_dir ?? folder.path,
    async close() {
      await app.close();
      folder.remove();
    },
  };
}
