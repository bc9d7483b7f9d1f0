import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { CoreStart, FromCore, SendingStatus, ToCore } from './core-messages.ts';

const PATIENCE = { deaths: 3, within_ms: 5 * 60_000, first_wait_ms: 500 };
const DRAIN_MS = 20_000;

export interface CoreProcessOptions {
  entry: string;
  start: CoreStart;
  onReady(trackingUrl: string): void;
  onStatus(status: SendingStatus): void;
  /** Will not start, for a reason that can be said in a sentence. */
  onRefused(message: string, hint: string): void;
  /** Died and is being started again: windows have to connect anew once it is ready. */
  onRevived(): void;
  /** Died too often to go on. */
  onGivenUp(): void;
}

/**
 * The core in a process of its own, so that no query can stall a window. When it dies it is started again, after 0.5, 1 and 2
 * seconds; the third death within five minutes is the last. What was under way recovers as after a power cut.
 */
export class CoreProcess {
  readonly #options: CoreProcessOptions;
  #child: UtilityProcess;
  #deaths: number[] = [];
  #revived = false;
  #over = false;
  #stopped = Promise.withResolvers<void>();

  constructor(options: CoreProcessOptions) {
    this.#options = options;
    this.#child = this.#fork();
  }

  /** Hands a window's port on. Calls wait in it until the core is ready. */
  connect(port: MessagePortMain): void {
    this.#child.postMessage({ type: 'window' } satisfies ToCore, [port]);
  }

  pauseAll(): void {
    this.#post({ type: 'pause_all' });
  }

  /** Lets the core finish what is in flight and close the data folder. */
  async stop(): Promise<void> {
    if (!this.#over) {
      this.#over = true;
      this.#post({ type: 'stop' });
    }
    const late = setTimeout(() => this.#child.kill(), DRAIN_MS);
    await this.#stopped.promise;
    clearTimeout(late);
  }

  #fork(): UtilityProcess {
    const { entry, start } = this.#options;
    const child = utilityProcess.fork(entry, [], { serviceName: 'Herald core', stdio: 'inherit' });
    child.on('message', (message: FromCore) => this.#hear(message));
    child.on('exit', (code) => this.#mourn(code));
    child.postMessage({ type: 'start', start } satisfies ToCore);
    return child;
  }

  #hear(message: FromCore): void {
    // Whoever has asked it to stop wants no window any more.
    if (message.type === 'ready' && !this.#over) {
      this.#options.onReady(message.tracking_url);
      if (this.#revived) this.#options.onRevived();
    } else if (message.type === 'status') {
      this.#options.onStatus(message.status);
    } else if (message.type === 'refused') {
      this.#over = true;
      this.#options.onRefused(message.message, message.hint);
    }
  }

  #mourn(code: number): void {
    if (this.#over) {
      this.#stopped.resolve();
      return;
    }
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < PATIENCE.within_ms), now];
    console.error(`The core process ended with code ${code}.`);
    if (this.#deaths.length >= PATIENCE.deaths) {
      this.#over = true;
      this.#stopped.resolve();
      this.#options.onGivenUp();
      return;
    }
    setTimeout(() => this.#revive(), PATIENCE.first_wait_ms * 2 ** (this.#deaths.length - 1));
  }

  #revive(): void {
    if (this.#over) {
      this.#stopped.resolve();
      return;
    }
    this.#revived = true;
    this.#child = this.#fork();
  }

  #post(message: ToCore): void {
    this.#child.postMessage(message);
  }
}
