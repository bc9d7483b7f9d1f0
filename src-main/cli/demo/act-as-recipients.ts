import type { HeraldClient } from '../connect.ts';

/** Shares of the recipients who do something, in hundredths. Who clicks has opened; who leaves has clicked nothing. */
const OPEN_PERCENT = 40;
const CLICK_PERCENT = 10;
const UNSUBSCRIBE_PERCENT = 1;
/** Said so that they count as people. */
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const PARALLEL = 16;
const PAGE = 200;

export interface Deeds {
  received: number;
  opened: number;
  clicked: number;
  unsubscribed: number;
}

/** Reads the test mailbox as its recipients would: loads pixels, follows links, unsubscribes with one click, all over real HTTP. */
export async function actAsRecipients(client: HeraldClient, progress: (line: string) => void): Promise<Deeds> {
  const ids = await allMessages(client);
  const count = (percent: number) => Math.round((ids.length * percent) / 100);
  const deeds = {
    opened: count(OPEN_PERCENT),
    clicked: count(CLICK_PERCENT),
    unsubscribed: count(UNSUBSCRIBE_PERCENT),
  };
  const queue = ids.slice(0, deeds.opened).map((id, place) => ({
    id,
    clicks: place < deeds.clicked,
    leaves: place >= deeds.opened - deeds.unsubscribed,
  }));
  let done = 0;
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await actOn(client, next);
      done += 1;
      if (done % 100 === 0) progress(`${done} of ${deeds.opened} messages read`);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return { received: ids.length, ...deeds };
}

async function allMessages(client: HeraldClient): Promise<number[]> {
  const ids: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.mailbox.list({ limit: PAGE, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return ids;
}

async function actOn(client: HeraldClient, who: { id: number; clicks: boolean; leaves: boolean }): Promise<void> {
  const { html, headers } = await client.mailbox.get({ id: who.id });
  const addresses = html ?? '';
  await visit(firstMatch(addresses, /src="([^"]+\/o\/[^"]+)"/));
  if (who.clicks) await visit(firstMatch(addresses, /href="([^"]+\/c\/[^"]+)"/));
  if (who.leaves) {
    const header = headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe')?.value ?? '';
    await visit(firstMatch(header, /<(https?:[^>]+)>/), 'List-Unsubscribe=One-Click');
  }
}

async function visit(url: string, form?: string): Promise<void> {
  const answer = await fetch(url, {
    redirect: 'manual',
    headers: { 'user-agent': BROWSER, ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
    ...(form ? { method: 'POST', body: form } : {}),
  });
  await answer.arrayBuffer();
  if (answer.status >= 400)
    throw new Error(`${new URL(url).pathname.slice(0, 3)}: the tracking endpoint answered ${answer.status}`);
}

function firstMatch(text: string, pattern: RegExp): string {
  const match = pattern.exec(text)?.[1];
  if (!match) throw new Error(`A message of the demo has no address like ${pattern.source}`);
  return match.replaceAll('&amp;', '&');
}
