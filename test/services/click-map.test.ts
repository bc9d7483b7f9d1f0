import { afterEach, beforeEach, expect, it } from 'vitest';
import { findCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import { moveCount } from '#main/repositories/delivery/send-count.repo.ts';
import { freezeAudience } from '#main/services/campaign/audience.service.ts';
import { createCampaign } from '#main/services/campaign/campaign.service.ts';
import { sendCampaign } from '#main/services/campaign/campaign-run.service.ts';
import { clickMap } from '#main/services/campaign/click-map.ts';
import { classifySome } from '#main/services/tracking/classify.ts';
import { recordHits } from '#main/services/tracking/record-hits.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import type { Hit } from '#shared/domain/tracking/hit.ts';
import { ACTOR, type CampaignHouse, campaignHouse, listOf } from '#test/support/campaign-context.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const linkTo = (path: string) => `<a href="https://shop.example/${path}">{{ first_name }}</a>`;

let house: CampaignHouse;
beforeEach(() => {
  house = campaignHouse();
});
afterEach(() => house.close());

/** Sent to four; deliveries in order. */
async function sent(input: object) {
  const audience = { ...NOBODY, include_lists: [listOf(house.ctx, 4)] };
  const draft = createCampaign(house.ctx, ACTOR, { name: 'X', subject: 'Hi', body: '', audience, ...input });
  await sendCampaign(house.ctx, ACTOR, draft);
  await freezeAudience(house.ctx, draft.id, new AbortController().signal);
  const send_no = findCampaign(house.ctx.db.reader, draft.id)?.no ?? 0;
  house.ctx.db.write((tx) => {
    const { changes } = tx.sql(`UPDATE delivery SET state = 'accepted'`).run();
    moveCount(tx, send_no, 'queued', 'accepted', changes);
  });
  const nos = house.ctx.db.reader.sql<{ no: number }>('SELECT no FROM delivery ORDER BY no').all();
  return { id: draft.id, deliveries: nos.map(({ no }) => no) };
}

function click(delivery_no: number | undefined, link: number, agent = FIREFOX): void {
  house.database.clock.advance(60_000);
  const at = house.ctx.clock.now();
  const hit: Hit = {
    kind: 'click',
    at,
    delivery_no: delivery_no ?? 0,
    link,
    agent,
    ip: '',
    asked: 'get',
    unwilling: false,
  };
  house.ctx.db.write((tx) => recordHits(tx, [hit]));
  while (classifySome(house.ctx));
}

const peopleOf = ({ links }: Awaited<ReturnType<typeof clickMap>>) => links.map(({ url, people }) => [url, people]);

it('tells at each link of the mail how many people followed it, and names nobody', async () => {
  const { id, deliveries } = await sent({ body: `${linkTo('a')} ${linkTo('b')} ${linkTo('a')}` });
  click(deliveries[0], 1);
  click(deliveries[1], 1);
  click(deliveries[1], 1);
  click(deliveries[2], 0, 'curl/8');
  const map = await clickMap(house.ctx, { id });
  expect(map.sent).toBe(4);
  expect(peopleOf(map)).toEqual([
    ['https://shop.example/a', 0],
    ['https://shop.example/b', 2],
  ]);
  const at = (place: number) => map.html.split(`href="${map.links[place]?.href}"`).length - 1;
  expect([at(0), at(1)]).toEqual([2, 1]);
  expect(map.html).toContain('Alex');
  expect(map.html).not.toMatch(/Person \d|shop\.example/);
});

it('keeps the links of variants apart, and the rest belongs to the one it was sent', async () => {
  const same = { subject: null, preheader: null, from_name: null, content: null, delay_minutes: 0 };
  const body = `${linkTo('both')} ${linkTo('b')}`;
  const variants = [same, { ...same, content: { body_kind: 'html', body } }];
  const { id, deliveries } = await sent({ body: `${linkTo('both')} ${linkTo('a')}` });
  house.ctx.db.write((tx) => {
    tx.sql(`UPDATE send SET experiment = ?`).run(JSON.stringify({ variants, hold_out_percent: 0 }));
    tx.sql('INSERT INTO send_link (send_no, idx, url) SELECT send_no, 2, ? FROM send_link WHERE idx = 0').run(
      'https://shop.example/b',
    );
    tx.sql('UPDATE delivery SET variant = 0 WHERE no = ?').run(deliveries[0]);
    tx.sql('UPDATE delivery SET variant = 1 WHERE no = ?').run(deliveries[1]);
  });
  click(deliveries[0], 0);
  click(deliveries[1], 0);
  click(deliveries[1], 2);
  click(deliveries[2], 0);
  const [first, second] = [
    await clickMap(house.ctx, { id, variant: 0 }),
    await clickMap(house.ctx, { id, variant: 1 }),
  ];
  expect([first.sent, first.links.map(({ people }) => people)]).toEqual([3, [2, 0, 0]]);
  expect([second.sent, second.links.map(({ people }) => people)]).toEqual([1, [1, 0, 1]]);
  expect(second.html).toContain(`href="${second.links[2]?.href}"`);
  expect(first.html).not.toContain(`href="${first.links[2]?.href}"`);
});

it('is of mails alone', async () => {
  const { id } = createCampaign(house.ctx, ACTOR, { name: 'X', channel: 'sms', body: 'Hi' });
  await expect(clickMap(house.ctx, { id })).rejects.toMatchObject({ code: 'INVALID_INPUT', detail: { field: 'id' } });
});
