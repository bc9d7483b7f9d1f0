import type { MessagePortMain } from 'electron';
import { createApp, type HeraldApp } from '#main/app/create-app.ts';
import { pauseEverySend, sendingStatus } from '#main/app/sending-status.ts';
import { DEFAULT_PORT } from '#main/app/serve-arguments.ts';
import { openWindowDoor } from '#main/app/window-door.ts';
import { isHeraldError } from '#shared/kernel/herald-error.ts';
import { type CoreStart, type FromCore, REFUSED, type ToCore } from './core-messages.ts';

/**
 * The core process of the desktop: everything but windows. It hears from the window process over `parentPort`, and from each
 * page over a port of its own.
 */
const STATUS_EVERY_MS = 1_000;

const parent = process.parentPort;
const early: MessagePortMain[] = [];
let running: Promise<HeraldApp> | undefined;
let connect = (port: MessagePortMain): void => {
  early.push(port);
};

parent.on('message', ({ data, ports: [port] }: { data: ToCore; ports: MessagePortMain[] }) => {
  if (data.type === 'start') running ??= start(data.start);
  else if (data.type === 'window' && port) connect(port);
  else if (data.type === 'pause_all') void running?.then(({ services }) => pauseEverySend(services));
  else if (data.type === 'stop') void stop();
});

async function start(options: CoreStart): Promise<HeraldApp> {
  try {
    const app = await openApp(options);
    const door = openWindowDoor(app.services);
    connect = (port) => {
      door(port);
      port.start();
    };
    for (const port of early.splice(0)) connect(port);
    tell({ type: 'ready', tracking_url: app.services.endpoints.tracking_url });
    reportStatus(app);
    return app;
  } catch (error) {
    if (!isHeraldError(error)) throw error;
    tell({ type: 'refused', message: error.message, hint: error.detail.hint ?? '' });
    process.exit(REFUSED);
  }
}

/** A port that somebody asked for must be had; the usual one gives way to any that is free. */
async function openApp({ data_dir, app_root, port, key }: CoreStart): Promise<HeraldApp> {
  const open = (port: number) =>
    createApp({
      shell: 'desktop',
      data_dir,
      app_root,
      console: { host: '127.0.0.1', port },
      ...(key ? { key: Buffer.from(key, 'base64') } : {}),
    });
  try {
    return await open(port ?? DEFAULT_PORT);
  } catch (error) {
    if (port !== null || !isHeraldError(error) || error.detail.field !== 'port') throw error;
    return open(0);
  }
}

/** Tells the tray after a commit that touched campaigns, at most once a second. */
function reportStatus({ core, services }: HeraldApp): void {
  let isDue = false;
  const report = async () => {
    isDue = false;
    tell({ type: 'status', status: await sendingStatus(services) });
  };
  core.feed.subscribe((topics) => {
    if (isDue || !topics.includes('campaigns')) return;
    isDue = true;
    setTimeout(() => void report(), STATUS_EVERY_MS);
  });
  void report();
}

async function stop(): Promise<void> {
  const app = await running;
  await app?.close();
  process.exit(0);
}

function tell(message: FromCore): void {
  parent.postMessage(message);
}
