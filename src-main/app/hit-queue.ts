import type { HitSink, Wish } from '#main/services/tracking/hit-sink.ts';
import { type Hit, type PackedHits, packHits } from '#shared/domain/tracking/hit.ts';
import type { Logger } from '#shared/kernel/logger.ts';

/** Hits gather this long before they go to the writer in one message. */
const GATHER = 5;
const MOST_IN_A_MESSAGE = 500;
/** From here on answers wait for the writer, so that memory stays bounded however many come. */
const MOST_UNWRITTEN = 20_000;
const RETRY = 1_000;

export interface HitWriter {
  call<Output>(name: 'record' | 'fulfil', input: PackedHits | Wish): Promise<Output>;
}

/** Hands hits to the thread that writes them, many at a time. */
export class HitQueue implements HitSink {
  readonly #writer: HitWriter;
  readonly #log: Logger;
  #gathered: Hit[] = [];
  #timer: NodeJS.Timeout | undefined;
  #unwritten = 0;
  #sending = new Set<Promise<void>>();

  constructor(writer: HitWriter, log: Logger) {
    this.#writer = writer;
    this.#log = log;
  }

  record(hit: Hit): Promise<void> | undefined {
    this.#gathered.push(hit);
    this.#unwritten += 1;
    if (this.#gathered.length >= MOST_IN_A_MESSAGE) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), GATHER);
    return this.#unwritten > MOST_UNWRITTEN ? Promise.race(this.#sending) : undefined;
  }

  fulfil(wish: Wish): Promise<boolean> {
    return this.#writer.call('fulfil', wish);
  }

  /** Resolves when everything taken so far is on disk. */
  async drain(): Promise<void> {
    this.#send();
    while (this.#sending.size > 0) await Promise.all(this.#sending);
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#gathered.length === 0) return;
    const hits = this.#gathered;
    this.#gathered = [];
    const sending = this.#write(hits).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
  }

  /** What could not be written (a full disk, a thread that died) is tried again as long as there is room to keep it. */
  async #write(hits: Hit[]): Promise<void> {
    try {
      await this.#writer.call('record', packHits(hits));
      this.#unwritten -= hits.length;
    } catch (error) {
      this.#log.error({ err: error, hits: hits.length }, 'hits could not be written');
      if (this.#unwritten > MOST_UNWRITTEN) {
        this.#unwritten -= hits.length;
        return;
      }
      this.#gathered.push(...hits);
      this.#timer ??= setTimeout(() => this.#send(), RETRY);
    }
  }
}
