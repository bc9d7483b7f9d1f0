import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { findDefaultSender, insertSender } from '#main/repositories/sending/sender.repo.ts';
import { addMembers, createList, removeMember } from '#main/services/consent/list.service.ts';
import { createTag } from '#main/services/contact/tag.service.ts';
import { changeTimingRules } from '#main/services/timing/timing-rules.service.ts';
import { listEnrolments, traceEnrolment } from '#main/services/workflow/enrolment.service.ts';
import { type RehearsalView, rehearseWorkflow } from '#main/services/workflow/rehearsal.service.ts';
import type { SceneInput } from '#main/services/workflow/rehearsal-person.ts';
import type { NodeSpec } from '#shared/domain/workflow/workflow-graph.ts';
import { DAY } from '#shared/kernel/instant.ts';
import { ACTOR } from '#test/support/campaign-context.ts';
import { drawGraph, EMAIL, type WorkflowHouse, workflowHouse } from '#test/support/workflow/workflow-house.ts';

let house: WorkflowHouse;
const lists: Record<'news' | 'shop' | 'asks', string> = { news: '', shop: '', asks: '' };
beforeEach(() => {
  house = workflowHouse();
  const { ctx } = house;
  for (const name of ['news', 'shop', 'asks'] as const)
    lists[name] = createList(ctx, ACTOR, { name, description: '' }).id;
  ctx.db.write((tx) => {
    tx.sql('UPDATE list SET double_opt_in = 1 WHERE id = ?').run(lists.asks);
    const mailbox = findDefaultSender(tx, 'email');
    if (!mailbox) throw new Error('There is no sender.');
    const { no: _no, ...texts } = {
      ...mailbox,
      id: 'texts',
      name: 'Texts',
      channel: 'sms',
      provider: 'twilio',
    } as const;
    insertSender(tx, texts);
  });
});
afterEach(() => house.close());

const SCENE: SceneInput = {
  contact_id: null,
  person: {},
  start: null,
  trigger: null,
  reads: 'nothing',
  reads_after: 60,
  events: [],
};
const text = (body: string): NodeSpec => ({ type: 'send_sms', sender_id: null, body });
const mail = (subject: string) => ({ ...EMAIL, subject }) as NodeSpec;
const list = (list_id: string, change: 'add' | 'remove' = 'add'): NodeSpec => ({ type: 'list', list_id, change });
const set = (city: string): NodeSpec => ({ type: 'set_field', field: 'city', value: city });
const wait: NodeSpec = { type: 'wait', amount: 1, unit: 'days', at: '09:00', weekdays: [] };

/** Everything that changes somebody, a message after each, and a question at the end. */
function eventful() {
  const tag: NodeSpec = { type: 'tag', tag_id: createTag(house.ctx, ACTOR, 'vip').id, change: 'add' };
  const nodes: [string, NodeSpec][] = [
    ['start', { type: 'manual' }],
    ['mail1', EMAIL],
    ['text1', text('Hi')],
    ['tag1', tag],
    ['tag2', tag],
    ['city1', set('Berlin')],
    ['city2', set('Berlin')],
    ['join1', list(lists.news)],
    ['mail2', mail('Two')],
    ['wait', wait],
    ['leave1', list(lists.news, 'remove')],
    ['leave2', list(lists.shop, 'remove')],
    ['mail3', mail('Three')],
    ['join2', list(lists.news)],
    ['join3', list(lists.asks)],
    ['mail4', mail('Four')],
    ['text2', text('Ho')],
    ['if', { type: 'if', when: { kind: 'rule', rule: "city = 'Berlin'" } }],
  ];
  const names = nodes.map(([name]) => name);
  const edges = names.slice(1).map((name, index) => `${names[index]} next ${name}`);
  return drawGraph(Object.fromEntries(nodes), edges);
}

const told = ({ steps }: { steps: Pick<RehearsalView['steps'][number], 'node' | 'port' | 'reason'>[] }) =>
  steps.map(({ node, port, reason }) => ({ node, port, reason }));

/** What happens to the contact, and before that what a rehearsal says that would. */
function both(
  graph: ReturnType<typeof drawGraph>,
  contact_id: string,
  enter = (id: string) => house.enter(id, contact_id),
) {
  const id = house.publish(graph);
  const rehearsed = told(rehearseWorkflow(house.ctx, { id, scene: { ...SCENE, contact_id } }));
  enter(id);
  house.pass(10 * DAY);
  const [pass] = listEnrolments(house.ctx, { id, limit: 1 }).items;
  return { rehearsed, happened: told(traceEnrolment(house.ctx, pass?.id ?? '')) };
}

const on = (list_id: string, contact_id: string) =>
  addMembers(house.ctx, ACTOR, { id: list_id, contact_ids: [contact_id] });
const PHONE = '+49301234567';
const PEOPLE: Record<string, () => string> = {
  'can be reached': () => house.person('ana@example.org', { phone: PHONE, city: 'Bonn' }),
  'has no telephone': () => house.person('ana@example.org', { city: 'Berlin' }),
  'has left everything that they were on': () => {
    const contact_id = house.person('ana@example.org', { phone: PHONE });
    on(lists.news, contact_id);
    removeMember(house.ctx, ACTOR, { id: lists.news, contact_id });
    return contact_id;
  },
  'is on a list that they are taken off': () => {
    const contact_id = house.person('ana@example.org', { phone: PHONE });
    on(lists.shop, contact_id);
    return contact_id;
  },
  'has unsubscribed from all mail': () => {
    const contact_id = house.person('ana@example.org', { phone: PHONE });
    const all = { email_key: 'ana@example.org', reason: 'unsubscribed', source: 'reader', at: 0 } as const;
    house.ctx.db.write((tx) => suppressEmail(tx, all));
    return contact_id;
  },
  'is blocked': () => {
    const contact_id = house.person('ana@example.org', { phone: PHONE });
    const blocked = { email_key: 'ana@example.org', reason: 'blocked', source: 'user', at: 0 } as const;
    house.ctx.db.write((tx) => suppressEmail(tx, blocked));
    return contact_id;
  },
};

describe('a rehearsal says what happens to whoever', () => {
  it.each(Object.keys(PEOPLE))('%s', (who) => {
    const { rehearsed, happened } = both(eventful(), PEOPLE[who]?.() ?? '');
    expect(rehearsed).toEqual(happened);
  });

  it.each(['news', 'shop'] as const)('gets messages as a member of a list and leaves one on the way: %s', (left) => {
    const start: NodeSpec = { type: 'on_list', list_id: lists.news, imports: false };
    const graph = drawGraph({ start, mail: EMAIL, wait, leave: list(lists[left], 'remove'), more: mail('More') }, [
      'start next mail',
      'mail next wait',
      'wait next leave',
      'leave next more',
    ]);
    const contact_id = house.person('ana@example.org');
    on(lists.shop, contact_id);
    const { rehearsed, happened } = both(graph, contact_id, () => void on(lists.news, contact_id));
    expect(rehearsed).toEqual(happened);
  });

  it('is written to in quiet time only when it is over', () => {
    const quiet = { hours: { from: '08:00', to: '22:00' }, days: [1, 2, 3, 4, 5, 6, 7] };
    changeTimingRules(house.ctx, ACTOR, { revision: 1, quiet });
    const { rehearsed, happened } = both(eventful(), house.person('ana@example.org'));
    expect(rehearsed).toEqual(happened);
  });
});
