import { importPKCS8, SignJWT } from 'jose';
import { type GuardedFetch, NoAnswer } from '#main/platform/guarded-fetch.ts';
import { MINUTE, type Millis, SECOND } from '#shared/kernel/instant.ts';
import type { ConnectFailure } from '../channel-provider.ts';
import { factsOf, holdOff, jsonOf, judgeNoAnswer } from '../http-outcome.ts';

/** What of the key file of a service account is needed. */
export interface ServiceAccount {
  project_id: string;
  client_email: string;
  private_key: string;
  token_uri: string;
}

/** Null for a text that is no such file. */
export function readServiceAccount(text: string): ServiceAccount | null {
  try {
    const { project_id, client_email, private_key, token_uri } = JSON.parse(text) as Record<string, unknown>;
    const parts = {
      project_id,
      client_email,
      private_key,
      token_uri: token_uri ?? 'https://oauth2.googleapis.com/token',
    };
    return Object.values(parts).every((part) => typeof part === 'string' && part !== '')
      ? (parts as ServiceAccount)
      : null;
  } catch {
    return null;
  }
}

export type AccessToken = { ok: true; token: string } | { ok: false; outcome: ConnectFailure };

interface SignInMeans {
  fetch: GuardedFetch;
  now(): Millis;
  timeout: Millis;
}

const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
/** A token is not used in its last minute. */
const SPARE = MINUTE;

/** Signs in with the key of a service account (RFC 7523) and keeps the token as long as it holds. */
export class GoogleSignIn {
  readonly #account: ServiceAccount;
  readonly #means: SignInMeans;
  #kept: { token: string; until: Millis } | null = null;

  constructor(account: ServiceAccount, means: SignInMeans) {
    this.#account = account;
    this.#means = means;
  }

  /** The token was refused: the next one is a new one. */
  forget(): void {
    this.#kept = null;
  }

  async token(signal: AbortSignal): Promise<AccessToken> {
    const { fetch, now, timeout } = this.#means;
    if (this.#kept && this.#kept.until > now()) return { ok: true, token: this.#kept.token };
    try {
      const assertion = await this.#assertion();
      const form = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
      const answer = await fetch({
        method: 'POST',
        url: this.#account.token_uri,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
        timeout,
        signal,
      });
      const { access_token, expires_in, error = '', error_description = '' } = jsonOf(answer);
      if (answer.status === 200 && typeof access_token === 'string') {
        this.#kept = { token: access_token, until: now() + Number(expires_in ?? 3_600) * SECOND - SPARE };
        return { ok: true, token: access_token };
      }
      const words = { code: String(error), message: String(error_description) };
      if (answer.status === 429 || answer.status >= 500) {
        return { ok: false, outcome: holdOff(answer, words, now()) as ConnectFailure };
      }
      return { ok: false, outcome: { kind: 'rejected', blame: 'sender', ...factsOf(answer, words) } };
    } catch (error) {
      return { ok: false, outcome: failureOf(error) };
    }
  }

  async #assertion(): Promise<string> {
    const { client_email, private_key, token_uri } = this.#account;
    const seconds = Math.floor(this.#means.now() / SECOND);
    return new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuer(client_email)
      .setAudience(token_uri)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 3_600)
      .sign(await importPKCS8(private_key, 'RS256'));
  }
}

/** Nothing has been handed over yet, so there is nothing that could be unknown. */
function failureOf(error: unknown): ConnectFailure {
  if (error instanceof NoAnswer) {
    const outcome = judgeNoAnswer(error);
    const { code, said } = outcome;
    return outcome.kind === 'rejected' ? { ...outcome } : { kind: 'deferred', blame: 'connection', code, said };
  }
  const said = `The private key of the service account can't be used: ${error instanceof Error ? error.message : error}`;
  return { kind: 'rejected', blame: 'sender', code: 'BAD_KEY', said };
}
