import { FakeService } from './fake-service.ts';

export interface TokenService {
  url: string;
  /** Forms that were posted to it. */
  asked: Record<string, string>[];
  /** What it answers next and from then on; a function counts its calls. */
  behave(answer: (n: number) => { status: number; body: object }): void;
  close(): Promise<void>;
}

/** A service that gives access tokens for a refresh token: `access-1`, `access-2`, … */
export async function startTokenService(): Promise<TokenService> {
  const asked: Record<string, string>[] = [];
  let answer = (n: number): { status: number; body: object } => ({
    status: 200,
    body: { access_token: `access-${n}`, token_type: 'Bearer', expires_in: 3_600 },
  });
  const service = await FakeService.start({
    recipientOf: () => '',
    answer: ({ body }) => {
      asked.push(Object.fromEntries(new URLSearchParams(body)));
      return answer(asked.length);
    },
  });
  return {
    url: `${service.url}/token`,
    asked,
    behave(next) {
      answer = next;
    },
    close: () => service.close(),
  };
}
