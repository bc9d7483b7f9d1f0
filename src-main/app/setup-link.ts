import { timingSafeEqual } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import type { Clock } from '#main/platform/clock.ts';
import type { IdSource } from '#main/platform/id-source.ts';
import { tokenHash } from '#main/platform/token-hash.ts';
import type { SetupLink } from '#main/services/access/account-means.ts';
import { MINUTE } from '#shared/kernel/instant.ts';

export const SETUP_LINK_LIFE = 30 * MINUTE;

/** The way in for whoever starts Herald for the first time: works once, and for half an hour. A new one each start. */
export class OneTimeSetupLink implements SetupLink {
  readonly #file: string;
  readonly #clock: Clock;
  readonly #ends: number;
  #token: string | null;

  constructor({ file, clock, ids }: { file: string; clock: Clock; ids: IdSource }) {
    this.#file = file;
    this.#clock = clock;
    this.#ends = clock.now() + SETUP_LINK_LIFE;
    this.#token = ids.secret();
  }

  /** Writes the link where only its owner can read it. @returns the link */
  publish(console_url: string): string {
    // After the #, so that the token reaches no log and no Referer.
    const link = `${console_url}/#/setup?token=${this.#token}`;
    writeFileSync(this.#file, `${link}\n`, { mode: 0o600 });
    chmodSync(this.#file, 0o600);
    return link;
  }

  accepts(token: string): boolean {
    if (this.#token === null || this.#clock.now() >= this.#ends) return false;
    return timingSafeEqual(Buffer.from(tokenHash(token)), Buffer.from(tokenHash(this.#token)));
  }

  discard(): void {
    this.#token = null;
    rmSync(this.#file, { force: true });
  }
}
