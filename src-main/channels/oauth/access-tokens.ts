import { type GuardedAnswer, type GuardedFetch, NoAnswer } from '#main/platform/guarded-fetch.ts';
import type { OAuthGrant } from '#shared/domain/channel/oauth-grant.ts';
import { HOUR, MINUTE, type Millis, SECOND } from '#shared/kernel/instant.ts';

/** Only a person can help: the permission is gone, or the client is not known. */
export class GrantRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GrantRefused';
  }
}

export interface AccessTokens {
  /**
   * A token that is valid now.
   * @param refused one that a server has turned away, whatever its time
   * @throws GrantRefused, or Error when the service can't be reached just now
   */
  accessToken(refused?: string): Promise<string>;
}

export interface AccessTokenMeans {
  fetch: GuardedFetch;
  now(): Millis;
  /** The service has put another refresh token in the place of the last one. */
  onRenewed(refresh_token: string): void;
}

const ANSWER: Millis = 30 * SECOND;
/** A token is not used in the last minutes of its time: signing in may take a while. */
const EARLY = 5 * MINUTE;

/** The refresh token goes to the service, and what comes back is kept until shortly before its end. */
export function createAccessTokens(grant: OAuthGrant, { fetch, now, onRenewed }: AccessTokenMeans): AccessTokens {
  let refresh_token = grant.refresh_token;
  let token = '';
  let until = 0;
  let asking: Promise<string> | null = null;

  async function ask(): Promise<string> {
    const answer = await fetch({
      method: 'POST',
      url: grant.token_endpoint,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: formOf({ ...grant, refresh_token }),
      timeout: ANSWER,
    });
    const said = objectIn(answer.body);
    if (answer.status !== 200 || typeof said.access_token !== 'string') throw refusalIn(answer, said);
    const lasts = typeof said.expires_in === 'number' ? said.expires_in * SECOND : HOUR;
    token = said.access_token;
    until = now() + Math.max(lasts / 2, lasts - EARLY);
    if (typeof said.refresh_token === 'string' && said.refresh_token !== refresh_token) {
      refresh_token = said.refresh_token;
      onRenewed(refresh_token);
    }
    return token;
  }

  return {
    accessToken(refused) {
      if (token !== '' && token !== refused && now() < until) return Promise.resolve(token);
      asking ??= ask()
        .catch(sayNoAnswer)
        .finally(() => {
          asking = null;
        });
      return asking;
    },
  };
}

function formOf({ client_id, client_secret, refresh_token, scope }: OAuthGrant): string {
  const form = new URLSearchParams({ grant_type: 'refresh_token', client_id, refresh_token });
  if (client_secret !== '') form.set('client_secret', client_secret);
  if (scope !== '') form.set('scope', scope);
  return form.toString();
}

const WITHDRAWN =
  'The permission to sign in was withdrawn or has run out. Grant it again and enter the new refresh token.';
const UNKNOWN_CLIENT = 'The service does not accept this client id and client secret.';
const LASTING: Readonly<Record<string, string>> = {
  invalid_grant: WITHDRAWN,
  interaction_required: WITHDRAWN,
  consent_required: WITHDRAWN,
  invalid_client: UNKNOWN_CLIENT,
  unauthorized_client: UNKNOWN_CLIENT,
  invalid_scope: 'The service does not grant this scope.',
  unsupported_grant_type: 'The service gives no tokens for a refresh token.',
};

function refusalIn({ status }: GuardedAnswer, said: Record<string, unknown>): Error {
  const code = typeof said.error === 'string' ? said.error : '';
  const words = typeof said.error_description === 'string' ? said.error_description.slice(0, 300) : code;
  const lasting = Object.hasOwn(LASTING, code) ? LASTING[code] : undefined;
  if (lasting) return new GrantRefused(words === '' ? lasting : `${lasting} The service said: ${words}`);
  return new Error(`The service that gives tokens answered ${status}${words === '' ? '' : `: ${words}`}.`);
}

function sayNoAnswer(error: unknown): never {
  if (!(error instanceof NoAnswer)) throw error;
  throw new Error(`The service that gives tokens can't be reached: ${error.message}`, { cause: error });
}

function objectIn(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
