import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { type GuardedFetch, NoAnswer } from '#main/platform/guarded-fetch.ts';
import { insertUser } from '#main/repositories/access/user.repo.ts';
import {
  findDefaultSender,
  findSender,
  insertSender,
  setDefaultSender,
} from '#main/repositories/sending/sender.repo.ts';
import { addMembers, createList, removeList, removeMember } from '#main/services/consent/list.service.ts';
import { changeContact, deleteContact, getContact } from '#main/services/contact/contact.service.ts';
import { deleteField } from '#main/services/contact/custom-field.service.ts';
import { mergeChosen, undoMerges } from '#main/services/contact/duplicate.service.ts';
import { erasePerson } from '#main/services/contact/person.service.ts';
import { createTag, removeTag } from '#main/services/contact/tag.service.ts';
import { changeSegment, createSegment, removeSegment } from '#main/services/segment/segment.service.ts';
import { SegmentKeeper } from '#main/services/segment/watch-segments.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { changeTimingRules } from '#main/services/timing/timing-rules.service.ts';
import { CALL_ATTEMPTS, callWebhook } from '#main/services/workflow/call-webhook.ts';
import { enrolSegment } from '#main/services/workflow/enrol-segment.ts';
import {
  decideAll,
  endByHand,
  listEnrolments,
  retryEnrolment,
  skipEnrolment,
} from '#main/services/workflow/enrolment.service.ts';
import { testMessage } from '#main/services/workflow/test-message.ts';
import {
  changeWorkflowState,
  getCounts,
  getOccupied,
  resumeMessages,
} from '#main/services/workflow/workflow.service.ts';
import { PLAIN_BRAND } from '#shared/domain/design/look.ts';
import type { EmailSpec, NodeSpec } from '#shared/domain/workflow/workflow-graph.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { DAY, HOUR, instantOf, MINUTE } from '#shared/kernel/instant.ts';
import { ACTOR } from '#test/support/campaign-context.ts';
import { drawGraph, EMAIL, type WorkflowHouse, workflowHouse } from '#test/support/workflow/workflow-house.ts';

let house: WorkflowHouse;
beforeEach(() => {
  house = workflowHouse();
});
afterEach(() => house.close());

const manual: NodeSpec = { type: 'manual' };
const wait = (amount: number, unit: 'minutes' | 'hours' | 'days' = 'days'): NodeSpec => ({
  type: 'wait',
  amount,
  unit,
  at: null,
  weekdays: [],
});
const exit: NodeSpec = { type: 'exit' };
const rule = (text: string) => ({ kind: 'rule', rule: text }) as const;

function deliveries(): { address: string; state: string; code: string | null }[] {
  return house.ctx.db.reader
    .sql<{ address: string; state: string; code: string | null }>(
      'SELECT address, state, code FROM delivery ORDER BY no',
    )
    .all();
}

function colleague(id: string): string {
  house.ctx.db.write((tx) =>
    insertUser(tx, {
      id,
      email: `${id}@example.com`,
      email_key: `${id}@example.com`,
      name: id,
      role: 'marketer',
      password_hash: '',
      active: true,
      created_at: instantOf(house.ctx.clock.now()),
    }),
  );
  return id;
}

function listOf(name = 'News'): string {
  return createList(house.ctx, ACTOR, { name, description: '' }).id;
}

describe('entering', () => {
  it('lets who joins a list enter, and nobody who was on it before', () => {
    const list_id = listOf();
    const join = (contact_id: string) => addMembers(house.ctx, ACTOR, { id: list_id, contact_ids: [contact_id] });
    join(house.person('before@example.org'));
    const id = house.publish(
      drawGraph({ start: { type: 'on_list', list_id, imports: false }, mail: EMAIL }, ['start next mail']),
    );
    join(house.person('ana@example.org'));
    house.settle();
    expect(deliveries()).toEqual([{ address: 'ana@example.org', state: 'queued', code: null }]);
    expect(house.wayOf(id)).toEqual(['start:next', 'mail:next', 'completed']);
  });

  it('lets who enters a segment enter, once the segment is watched for it', () => {
    const segment = createSegment(house.ctx, ACTOR, {
      name: 'Berlin',
      description: '',
      rule: "city = 'Berlin'",
      watched: false,
    });
    const contact_id = house.person('ana@example.org', { city: 'Paris' });
    const id = house.publish(
      drawGraph({ start: { type: 'on_segment', segment_id: segment.id, change: 'entered' }, wait: wait(1) }, [
        'start next wait',
      ]),
    );
    const keeper = new SegmentKeeper(house.ctx);
    const keep = () => {
      keeper.align();
      while (keeper.step());
    };
    keep();
    changeContact(house.ctx, ACTOR, { id: contact_id, revision: 1, city: 'Berlin' });
    keep();
    house.settle();
    expect(house.wayOf(id)).toEqual(['start:next', 'active wait']);
  });

  it('lets who does something enter, but not for what happened before, and not for what an import tells', () => {
    const contact_id = house.person('ana@example.org');
    const id = house.publish(
      drawGraph({ start: { type: 'on_event', event: 'purchase' }, wait: wait(1) }, ['start next wait'], {
        reentry: 'parallel',
      }),
    );
    const happen = (at: number, import_no: number | null = null) =>
      house.ctx.db.write((tx) =>
        tx
          .sql(
            `INSERT INTO event (name_no, contact_no, at, import_no)
             SELECT n.no, c.no, ?, ? FROM event_name n, contact c WHERE n.name = 'purchase' AND c.id = ?`,
          )
          .run(at, import_no, contact_id),
      );
    const now = house.database.clock.now();
    happen(now - DAY);
    happen(now, 7);
    house.settle();
    expect(getCounts(house.ctx, id).entered).toBe(0);
    happen(now);
    happen(now);
    house.settle();
    expect(getCounts(house.ctx, id)).toMatchObject({ entered: 2, inside: 2 });
  });

  it('lets people enter on their day, at the hour of their zone, and only once that day', () => {
    house.ctx.db.write((tx) =>
      tx
        .sql(
          `INSERT INTO custom_field (id, key, label, type, position, created_at) VALUES ('f1', 'birthday', 'Birthday', 'date', 1, 0)`,
        )
        .run(),
    );
    const today = new Date(house.database.clock.now()).toISOString().slice(5, 10);
    house.person('ana@example.org', { attributes: { birthday: `1990-${today}` } });
    house.person('bo@example.org', { attributes: { birthday: '1990-01-09' } });
    const start: NodeSpec = { type: 'on_date', field: 'birthday', offset_days: 0, at: '23:30', yearly: true };
    const id = house.publish(drawGraph({ start, mail: EMAIL }, ['start next mail'], { reentry: 'always' }));
    house.settle();
    expect(house.wayOf(id)).toEqual(['active start']);
    house.pass(DAY);
    expect(deliveries().map(({ address }) => address)).toEqual(['ana@example.org']);
  });

  it.each([
    ['never', 1],
    ['after_days', 2],
    ['always', 3],
  ] as const)('again is allowed as the settings say: %s', (reentry, entered) => {
    const contact_id = house.person('ana@example.org');
    const id = house.publish(drawGraph({ start: manual, exit }, ['start next exit'], { reentry, reentry_days: 10 }));
    for (const days of [0, 5, 10]) {
      house.pass(days * DAY);
      try {
        house.enter(id, contact_id);
      } catch (error) {
        expect(error).toMatchObject({ code: 'CONFLICT' });
      }
      house.settle();
    }
    expect(getCounts(house.ctx, id).entered).toBe(entered);
  });

  it('keeps a person from being inside twice', () => {
    const contact_id = house.person('ana@example.org');
    const id = house.publish(drawGraph({ start: manual, wait: wait(1) }, ['start next wait'], { reentry: 'always' }));
    house.enter(id, contact_id);
    house.settle();
    expect(() => house.enter(id, contact_id)).toThrow('in the workflow already');
  });
});

const UNWATCHED = { description: '', watched: false };

describe('by hand', () => {
  it('lets in whoever is in a segment at that moment, as often as the rules of re-entry allow', () => {
    const id = house.publish(drawGraph({ start: manual, wait: wait(1) }, ['start next wait']));
    const people = ['ana', 'bo', 'cy'].map((name) => house.person(`${name}@example.org`, { city: 'Berlin' }));
    house.person('dee@example.org', { city: 'Bonn' });
    const { id: segment_id } = createSegment(house.ctx, ACTOR, {
      ...UNWATCHED,
      name: 'Berlin',
      rule: "city = 'Berlin'",
    });
    house.enter(id, people[0] ?? '');
    enrolSegment(house.ctx, ACTOR, { id, segment_id });
    house.settle();
    const inside = listEnrolments(house.ctx, { id, limit: 10 }).items.map(({ contact_id }) => contact_id);
    expect(inside.sort()).toEqual(people.sort());
    expect(house.ctx.db.reader.sql('SELECT * FROM workflow_intake').all()).toEqual([]);
  });

  it('lets nobody in while the workflow is not live, or has no such trigger', () => {
    const { id: segment_id } = createSegment(house.ctx, ACTOR, {
      ...UNWATCHED,
      name: 'All',
      rule: 'email IS NOT EMPTY',
    });
    const by = (start: NodeSpec) => house.publish(drawGraph({ start, exit }, ['start next exit']));
    const id = by({ type: 'on_event', event: 'purchase' });
    expect(() => enrolSegment(house.ctx, ACTOR, { id, segment_id })).toThrow('by hand');
    const paused = by(manual);
    changeWorkflowState(house.ctx, ACTOR, paused, 'pause');
    expect(() => enrolSegment(house.ctx, ACTOR, { id: paused, segment_id })).toThrow('now');
  });
});

describe('waiting', () => {
  it('goes on when its time has come, also after a restart', () => {
    const id = house.publish(
      drawGraph({ start: manual, wait: wait(2), mail: EMAIL }, ['start next wait', 'wait next mail']),
    );
    house.enter(id, house.person('ana@example.org'));
    house.pass(2 * DAY - MINUTE);
    expect(deliveries()).toEqual([]);
    house.restart();
    house.pass(MINUTE);
    expect(deliveries()).toHaveLength(1);
  });

  it('for a condition ends when the contact changes, and otherwise with its timeout', () => {
    const until: NodeSpec = { type: 'wait_until', when: rule("city = 'Berlin'"), timeout: { amount: 3, unit: 'days' } };
    const id = house.publish(
      drawGraph({ start: manual, until, exit }, ['start next until', 'until met exit'], { reentry: 'parallel' }),
    );
    const contact_id = house.person('ana@example.org');
    house.enter(id, contact_id);
    house.pass(DAY);
    changeContact(house.ctx, ACTOR, { id: contact_id, revision: 1, city: 'Berlin' });
    house.settle();
    expect(house.wayOf(id)).toEqual(['start:next', 'until:met', 'exit', 'exit']);
    house.enter(id, house.person('bo@example.org'));
    house.pass(3 * DAY);
    expect(house.wayOf(id)).toEqual(['start:next', 'until:timeout', 'completed']);
  });

  it('for the previous email ends when a person opens it, not a machine', () => {
    const until: NodeSpec = {
      type: 'wait_until',
      when: { kind: 'previous_email', act: 'opened' },
      timeout: { amount: 2, unit: 'days' },
    };
    const id = house.publish(
      drawGraph({ start: manual, mail: EMAIL, until, exit }, ['start next mail', 'mail next until', 'until met exit']),
    );
    house.enter(id, house.person('ana@example.org'));
    house.settle();
    expect(house.wayOf(id).at(-1)).toBe('active until');
    house.ctx.db.write((tx) =>
      tx
        .sql(
          `INSERT INTO hit_first (delivery_no, kind, link, n, at, last_at) SELECT no, 'open', -1, 1, 5, 5 FROM delivery`,
        )
        .run(),
    );
    house.settle();
    expect(house.wayOf(id).at(-1)).toBe('active until');
    house.ctx.db.write((tx) => tx.sql('UPDATE hit_first SET human_n = 1, human_at = 5, human_last_at = 5').run());
    house.settle();
    expect(house.wayOf(id)).toEqual(['start:next', 'mail:next', 'until:met', 'exit', 'exit']);
  });

  it('asks again as time passes, where the condition names it', () => {
    const until: NodeSpec = { type: 'wait_until', when: rule('created_at < now - 5h'), timeout: null };
    const id = house.publish(drawGraph({ start: manual, until, exit }, ['start next until', 'until met exit']));
    house.enter(id, house.person('ana@example.org'));
    house.pass(4 * HOUR);
    expect(house.wayOf(id).at(-1)).toBe('active until');
    house.pass(2 * HOUR);
    expect(house.wayOf(id).at(-1)).toBe('exit');
  });
});

describe('messages', () => {
  const mailing = () => drawGraph({ start: manual, mail: EMAIL }, ['start next mail'], { reentry: 'parallel' });

  it('are kept back from who has unsubscribed, with the reason in ledger and trace', () => {
    const list_id = listOf();
    const contact_id = house.person('ana@example.org');
    addMembers(house.ctx, ACTOR, { id: list_id, contact_ids: [contact_id] });
    removeMember(house.ctx, ACTOR, { id: list_id, contact_id });
    const id = house.publish(mailing());
    house.enter(id, contact_id);
    house.settle();
    expect(deliveries()).toEqual([{ address: 'ana@example.org', state: 'skipped', code: 'unsubscribed' }]);
    expect(house.wayOf(id)).toEqual(['start:next', 'mail:next', 'completed']);
  });

  it('are taken out of the queue when somebody leaves the list by which they came', () => {
    const list_id = listOf();
    const other = listOf('Other');
    const contact_id = house.person('ana@example.org');
    addMembers(house.ctx, ACTOR, { id: other, contact_ids: [contact_id] });
    house.publish(drawGraph({ start: { type: 'on_list', list_id, imports: false }, mail: EMAIL }, ['start next mail']));
    addMembers(house.ctx, ACTOR, { id: list_id, contact_ids: [contact_id] });
    house.settle();
    removeMember(house.ctx, ACTOR, { id: list_id, contact_id });
    expect(deliveries()).toMatchObject([{ state: 'skipped', code: 'unsubscribed' }]);
  });

  it('go by the lists of the version that somebody is in, also where the text is that of an earlier one', () => {
    const [first, second] = [listOf('First'), listOf('Second')];
    const by = (list_id: string) =>
      drawGraph({ start: { type: 'on_list', list_id, imports: false }, wait: wait(1), mail: EMAIL }, [
        'start next wait',
        'wait next mail',
      ]);
    const id = house.publish(by(first));
    house.republish(id, by(second));
    const contact_id = house.person('ana@example.org');
    addMembers(house.ctx, ACTOR, { id: second, contact_ids: [contact_id] });
    house.settle();
    removeMember(house.ctx, ACTOR, { id: second, contact_id });
    house.pass(DAY);
    expect(deliveries()).toEqual([{ address: 'ana@example.org', state: 'skipped', code: 'unsubscribed' }]);
  });

  it('are kept back from who is moved into a version whose lists they were never on', () => {
    const [first, second] = [listOf('First'), listOf('Second')];
    const by = (list_id: string) =>
      drawGraph({ start: { type: 'on_list', list_id, imports: false }, wait: wait(1), mail: EMAIL }, [
        'start next wait',
        'wait next mail',
      ]);
    const id = house.publish(by(first));
    const contact_id = house.person('ana@example.org');
    addMembers(house.ctx, ACTOR, { id: first, contact_ids: [contact_id] });
    house.settle();
    removeMember(house.ctx, ACTOR, { id: first, contact_id });
    house.republish(id, by(second), [{ node: 'wait', choice: 'move' }]);
    house.pass(DAY);
    expect(deliveries()).toEqual([{ address: 'ana@example.org', state: 'skipped', code: 'unsubscribed' }]);
  });

  it('stand still by another send as well while they are paused', () => {
    const contact_id = house.person('ana@example.org');
    const id = house.publish(mailing());
    house.ctx.db.write((tx) => tx.sql("UPDATE send SET state = 'paused', reason = 'harm'").run());
    for (let times = 0; times < 2; times++) house.enter(id, contact_id);
    house.settle();
    const sends = house.ctx.db.reader.sql('SELECT state, reason FROM send').all();
    expect(sends).toEqual(Array(2).fill({ state: 'paused', reason: 'harm' }));
  });

  it('go on together once somebody lets them', () => {
    const id = house.publish(mailing());
    house.ctx.db.write((tx) => tx.sql("UPDATE send SET state = 'paused', reason = 'harm'").run());
    house.enter(id, house.person('ana@example.org'));
    house.settle();
    expect(getCounts(house.ctx, id).messages).toMatchObject([{ node: 'mail', waiting: 1, problem: 'harm' }]);
    resumeMessages(house.ctx, ACTOR, id);
    expect(getCounts(house.ctx, id).messages).toMatchObject([{ node: 'mail', waiting: 1, problem: null }]);
    expect(house.ctx.db.reader.sql('SELECT state, reason FROM send').all()).toEqual([
      { state: 'sending', reason: null },
    ]);
  });

  it('go through the default sender of when they are published, those that wait as well', () => {
    const id = house.publish(mailing());
    house.enter(id, house.person('ana@example.org'));
    house.settle();
    const sender_id = 'office';
    house.ctx.db.write((tx) => {
      const mailbox = found(findDefaultSender(tx, 'email'), 'sender');
      const { no: _no, ...office } = { ...mailbox, id: sender_id, name: 'Office', is_default: false };
      insertSender(tx, office);
      setDefaultSender(tx, found(findSender(tx, sender_id), 'sender'));
    });
    const through = () =>
      house.ctx.db.reader.sql('SELECT DISTINCT k.id FROM send s JOIN sender k ON k.no = s.sender_no').pluck().all();
    expect(through()).not.toEqual([sender_id]);
    house.republish(id, mailing());
    expect(through()).toEqual([sender_id]);
  });

  it('go to the same person again by another send', () => {
    const contact_id = house.person('ana@example.org');
    const id = house.publish(mailing());
    for (let times = 0; times < 3; times++) house.enter(id, contact_id);
    house.settle();
    expect(deliveries()).toHaveLength(3);
  });

  it('respect the limit of messages', () => {
    changeTimingRules(house.ctx, ACTOR, { revision: 1, cap_messages: 1, cap_days: 7 });
    const contact_id = house.person('ana@example.org');
    const twice = drawGraph({ start: manual, mail: EMAIL, again: EMAIL }, ['start next mail', 'mail next again']);
    const id = house.publish(twice);
    house.enter(id, contact_id);
    house.settle();
    expect(deliveries()).toMatchObject([{ state: 'queued' }, { state: 'skipped', code: 'over_limit' }]);
  });

  it('wait for the end of quiet hours at their node', () => {
    const berlin = new Date(house.database.clock.now()).getUTCHours();
    const hour = (later: number) => `${String((berlin + later + 24) % 24).padStart(2, '0')}:00`;
    changeTimingRules(house.ctx, ACTOR, {
      revision: 1,
      quiet: { hours: { from: hour(-1), to: hour(5) }, days: [1, 2, 3, 4, 5, 6, 7] },
    });
    const id = house.publish(mailing());
    house.enter(id, house.person('ana@example.org'));
    house.settle();
    expect(listEnrolments(house.ctx, { id, limit: 5 }).items).toMatchObject([{ node: 'mail', waits: 'quiet' }]);
    house.pass(6 * HOUR);
    expect(deliveries()).toHaveLength(1);
  });
});

describe('actions', () => {
  it('change the contact, and what follows sees it', () => {
    const tag = createTag(house.ctx, ACTOR, 'vip');
    const id = house.publish(
      drawGraph(
        {
          start: manual,
          set: { type: 'set_field', field: 'city', value: 'Berlin' },
          tag: { type: 'tag', tag_id: tag.id, change: 'add' },
          if: { type: 'if', when: rule("city = 'Berlin' AND tag = 'vip'") },
          exit,
        },
        ['start next set', 'set next tag', 'tag next if', 'if yes exit'],
      ),
    );
    const contact_id = house.person('ana@example.org');
    house.enter(id, contact_id);
    house.settle();
    expect(house.wayOf(id).slice(-3)).toEqual(['if:yes', 'exit', 'exit']);
    expect(getContact(house.ctx, contact_id)).toMatchObject({ city: 'Berlin' });
  });

  it('start another workflow, and take people out of one', () => {
    const other = house.publish(drawGraph({ start: manual, wait: wait(9) }, ['start next wait']), 'Other');
    const contact_id = house.person('ana@example.org');
    const both = drawGraph(
      {
        start: manual,
        go: { type: 'start_workflow', workflow_id: other },
        wait: wait(1),
        stop: { type: 'stop_workflow', workflow_id: other },
      },
      ['start next go', 'go next wait', 'wait next stop'],
    );
    const id = house.publish(both);
    house.enter(id, contact_id);
    house.settle();
    expect(house.wayOf(other)).toEqual(['start:next', 'active wait']);
    house.pass(DAY);
    expect(house.wayOf(other).at(-1)).toBe('stopped');
  });

  it('that go wrong leave people where they are, until somebody tries again, skips or takes them out', () => {
    const id = house.publish(
      drawGraph(
        { start: manual, set: { type: 'set_field', field: 'country', value: 'Nowhere' }, exit },
        ['start next set', 'set next exit'],
        { reentry: 'parallel' },
      ),
    );
    for (const name of ['ana', 'bo', 'cy']) house.enter(id, house.person(`${name}@example.org`));
    house.settle();
    const failed = listEnrolments(house.ctx, { id, node: 'set', limit: 5 }).items;
    expect(failed).toMatchObject(Array(3).fill({ state: 'failed', error: expect.stringContaining('country') }));
    expect(getCounts(house.ctx, id).nodes).toContainEqual(expect.objectContaining({ node: 'set', here: 0, failed: 3 }));
    const [one, two, three] = failed.map((row) => row.id);
    retryEnrolment(house.ctx, ACTOR, one ?? '');
    skipEnrolment(house.ctx, ACTOR, two ?? '');
    endByHand(house.ctx, ACTOR, three ?? '');
    house.settle();
    const states = listEnrolments(house.ctx, { id, limit: 5 }).items.map(({ state, ended }) => ended ?? state);
    expect(states.sort()).toEqual(['exit', 'failed', 'removed']);
  });
});

describe('those who can’t go on', () => {
  const broken: NodeSpec = { type: 'set_field', field: 'country', value: 'Nowhere' };
  const stuckAt = (people: string[]) => {
    const id = house.publish(
      drawGraph({ start: manual, set: broken, exit }, ['start next set', 'set next exit'], { reentry: 'parallel' }),
    );
    for (const name of people) house.enter(id, house.person(`${name}@example.org`));
    house.settle();
    return id;
  };
  const at = (id: string, state: 'failed' | 'stuck') =>
    listEnrolments(house.ctx, { id, state, limit: 10 }).items.map(({ email }) => email);

  it.each([
    ['skip', { exit: 2 }],
    ['end', { removed: 2 }],
  ] as const)('can be decided about together: %s', (deed, ended) => {
    const id = stuckAt(['ana', 'bo']);
    expect(at(id, 'failed')).toHaveLength(2);
    expect(decideAll(house.ctx, ACTOR, { id, node: 'exit', deed })).toEqual({ decided: 0, left: 0 });
    expect(decideAll(house.ctx, ACTOR, { id, node: 'set', deed })).toEqual({ decided: 2, left: 0 });
    house.settle();
    expect(getCounts(house.ctx, id)).toMatchObject({ inside: 0, ended });
  });

  it('are tried again together, each once', () => {
    const id = stuckAt(['ana', 'bo']);
    expect(decideAll(house.ctx, ACTOR, { id, deed: 'retry' })).toEqual({ decided: 2, left: 0 });
    expect(getCounts(house.ctx, id).nodes).toContainEqual({ node: 'set', here: 2, failed: 0, left: {} });
    house.settle();
    expect(at(id, 'failed')).toHaveLength(2);
  });

  it('are stuck where they should have moved long ago, or another system does not answer', () => {
    const call: NodeSpec = { type: 'webhook', url: 'https://example.org/' };
    const id = house.publish(drawGraph({ start: manual, call }, ['start next call']));
    house.enter(id, house.person('ana@example.org'));
    house.settle();
    house.enter(id, house.person('bo@example.org'));
    expect(getCounts(house.ctx, id).stuck).toBe(0);
    house.database.clock.advance(11 * MINUTE);
    expect(getCounts(house.ctx, id).stuck).toBe(2);
    expect(at(id, 'stuck').sort()).toEqual(['ana@example.org', 'bo@example.org']);
  });
});

describe('who left a node', () => {
  it('is counted and listed by the way out, whatever that is called', () => {
    const split: NodeSpec = {
      type: 'split',
      shares: [
        { port: 'A: blue', share: 1 },
        { port: 'B', share: 0 },
      ],
    };
    const id = house.publish(drawGraph({ start: manual, split }, ['start next split']));
    for (const name of ['ana', 'bo', 'cy']) house.enter(id, house.person(`${name}@example.org`));
    house.settle();
    expect(getCounts(house.ctx, id).nodes).toContainEqual(
      expect.objectContaining({ node: 'split', left: { 'A: blue': 3 } }),
    );
    const leftBy = (port: string, cursor?: string) =>
      listEnrolments(house.ctx, { id, node: 'split', port, limit: 2, cursor });
    const first = leftBy('A: blue');
    const all = [...first.items, ...leftBy('A: blue', first.next_cursor ?? '').items];
    expect(all.map(({ email }) => email)).toEqual(['cy@example.org', 'bo@example.org', 'ana@example.org']);
    expect(leftBy('B')).toEqual({ items: [], next_cursor: null });
    expect(() => listEnrolments(house.ctx, { id, port: 'B', limit: 2 })).toThrow('belongs to a node');
  });
});

describe('somebody who turns out to be two', () => {
  const merge = (keep_id: string, other: string) =>
    mergeChosen(house.ctx, ACTOR, { contact_ids: [keep_id, other], keep_id, choices: {} }).merge_id;
  const inside = (reentry: 'never' | 'parallel') => {
    const id = house.publish(
      drawGraph({ start: manual, wait: wait(2), mail: EMAIL }, ['start next wait', 'wait next mail'], { reentry }),
    );
    const [ana, ann] = ['ana@example.org', 'ann@example.org'].map((email) => house.person(email)) as [string, string];
    house.enter(id, ana);
    house.pass(DAY);
    house.enter(id, ann);
    house.settle();
    return { id, ana, ann };
  };

  it('goes on by the pass that began first, and gets each message once', () => {
    const { id, ana, ann } = inside('never');
    merge(ann, ana);
    expect(getCounts(house.ctx, id)).toMatchObject({ inside: 1, ended: { merged: 1 } });
    house.pass(3 * DAY);
    expect(deliveries().map(({ address }) => address)).toEqual(['ann@example.org']);
    const passes = listEnrolments(house.ctx, { id, limit: 5 }).items.map(({ contact_id, ended }) => [
      contact_id,
      ended,
    ]);
    expect(passes).toEqual([
      [ann, 'merged'],
      [ann, 'completed'],
    ]);
  });

  it('goes on by all passes where people may be inside more than once', () => {
    const { id, ana, ann } = inside('parallel');
    merge(ana, ann);
    expect(getCounts(house.ctx, id)).toMatchObject({ inside: 2, ended: {} });
  });

  it('goes on as two when the merge is undone', async () => {
    const { id, ana, ann } = inside('never');
    const merged = merge(ana, ann);
    await undoMerges(house.ctx, ACTOR, [merged]);
    expect(getCounts(house.ctx, id)).toMatchObject({ inside: 2, ended: {} });
    house.pass(3 * DAY);
    expect(deliveries().map(({ address }) => address)).toEqual(['ana@example.org', 'ann@example.org']);
  });

  it('stays one where the workflow was archived before the merge was undone', async () => {
    const { id, ana, ann } = inside('never');
    const merged = merge(ana, ann);
    changeWorkflowState(house.ctx, ACTOR, id, 'archive');
    await undoMerges(house.ctx, ACTOR, [merged]);
    expect(getCounts(house.ctx, id)).toMatchObject({ inside: 0, ended: { merged: 1, removed: 1 } });
  });
});

test('whoever is erased in the middle is gone from the workflow and its numbers', async () => {
  const id = house.publish(
    drawGraph({ start: manual, wait: wait(1), mail: EMAIL }, ['start next wait', 'wait next mail']),
  );
  const contact_id = house.person('ana@example.org');
  house.enter(id, contact_id);
  house.settle();
  const mailbox = { list: () => Promise.resolve({ rows: [] }) } as unknown as ServiceContext['mailbox'];
  const paths = { ...house.ctx.paths, imports: house.ctx.paths.exports };
  await erasePerson({ ...house.ctx, mailbox, paths }, ACTOR, {
    id: contact_id,
    confirm: 'ana@example.org',
    block: false,
  });
  house.pass(2 * DAY);
  expect(deliveries()).toEqual([]);
  expect(getCounts(house.ctx, id).inside).toBe(0);
  expect(house.ctx.db.reader.sql('SELECT * FROM enrolment_step').all()).toEqual([]);
});

describe('a mail of blocks', () => {
  const design = (text: string) =>
    JSON.stringify({
      version: 1,
      look: PLAIN_BRAND.look,
      blocks: [{ id: 'a', kind: 'html', space: 'normal', background: null, show_if: null, source: text }],
    });
  const blocks = (text: string) => ({ ...EMAIL, body_kind: 'visual', body: design(text) }) as NodeSpec;
  const mailed = (node: NodeSpec) => drawGraph({ start: manual, mail: node }, ['start next mail']);

  it('is sent like any other, with the links that are counted', () => {
    house.publish(mailed(blocks('<a href="https://example.org/spring">Look</a>')));
    const sends = house.ctx.db.reader.sql('SELECT s.body_kind, l.url FROM send s JOIN send_link l ON l.send_no = s.no');
    expect(sends.all()).toEqual([{ body_kind: 'visual', url: 'https://example.org/spring' }]);
  });

  it('is refused where its text can’t be filled in', () => {
    expect(() => house.publish(mailed(blocks('{{ first_name')))).toThrow();
  });

  it('goes to a few addresses as a test, by its own sender', async () => {
    const { type: _type, ...message } = blocks('Hi {{ first_name }}') as EmailSpec;
    const { results } = await testMessage(house.ctx, { message, to: ['me@example.org'] });
    expect(results).toEqual([{ to: 'me@example.org', ok: true, said: '250 OK' }]);
    expect(house.mails[0]).toMatchObject({ to: 'me@example.org', html: expect.stringContaining('Hi Alex') });
    await expect(testMessage(house.ctx, { message, to: ['me@'] })).rejects.toThrow('after the @');
  });
});

describe('what nobody foresaw', () => {
  it('concerns the contact with whom it happens and keeps nobody else', () => {
    const told: NodeSpec = { type: 'notify', user_ids: [colleague('mo')], subject: 'Look', text: '' };
    const id = house.publish(drawGraph({ start: manual, told, exit }, ['start next told', 'told next exit']));
    vi.spyOn(house.ctx.queue, 'enqueue').mockImplementationOnce(() => {
      throw new TypeError('x is not a function');
    });
    for (const name of ['ana', 'bo']) house.enter(id, house.person(`${name}@example.org`));
    house.settle();
    const states = listEnrolments(house.ctx, { id, limit: 5 }).items.map(({ state }) => state);
    expect(states.sort()).toEqual(['ended', 'failed']);
  });

  it.each([
    ['no answer in time', new NoAnswer('ETIMEDOUT', 'It did not answer.', true), 1, 'tried again'],
    ['no answer at the last attempt', new NoAnswer('ETIMEDOUT', 'It did not answer.', true), CALL_ATTEMPTS, 'failed'],
    ['an answer that is too long', new NoAnswer('ETOOLONG', 'It said too much.', true), 1, 'failed'],
    ['an error of the system', 503, 1, 'tried again'],
    ['a refusal', 404, 1, 'failed'],
    ['nonsense, but taken', 204, 1, 'next'],
  ] as const)('lets a call that met %s end as it should', async (_what, answer, attempt, outcome) => {
    const call: NodeSpec = { type: 'webhook', url: 'https://example.org/' };
    const id = house.publish(drawGraph({ start: manual, call, exit }, ['start next call', 'call failed exit']));
    house.enter(id, house.person('ana@example.org'));
    house.settle();
    const { no } = house.ctx.db.reader.sql<{ no: number }>('SELECT no FROM enrolment').get() ?? { no: 0 };
    const fetch = (() =>
      typeof answer === 'number'
        ? Promise.resolve({ status: answer, body: '<html>' })
        : Promise.reject(answer)) as unknown as GuardedFetch;
    const called = callWebhook({ ...house.ctx, fetch }, { enrolment_no: no, visit: 1 }, attempt);
    if (outcome === 'tried again') await expect(called).rejects.toThrow();
    else await called;
    house.settle();
    expect(house.wayOf(id)[1]).toBe(outcome === 'tried again' ? 'active call' : `call:${outcome}`);
  });

  it('ends a call as failed, so that people go on by that way', async () => {
    const call: NodeSpec = { type: 'webhook', url: 'https://example.org/' };
    const id = house.publish(drawGraph({ start: manual, call, exit }, ['start next call', 'call failed exit']));
    house.enter(id, house.person('ana@example.org'));
    house.settle();
    const { no } = house.ctx.db.reader.sql<{ no: number }>('SELECT no FROM enrolment').get() ?? { no: 0 };
    const fetch = () => Promise.reject(new TypeError('Invalid URL'));
    await callWebhook({ ...house.ctx, fetch }, { enrolment_no: no, visit: 1 }, 1);
    house.settle();
    expect(house.wayOf(id)).toEqual(['start:next', 'call:failed', 'exit', 'exit']);
  });
});

describe('notices to users', () => {
  it('are a job for each of them, so that trying one again mails nobody else twice', () => {
    const told: NodeSpec = { type: 'notify', user_ids: [colleague('mo'), colleague('nia')], subject: 'Look', text: '' };
    const id = house.publish(drawGraph({ start: manual, told }, ['start next told']));
    house.enter(id, house.person('ana@example.org'));
    house.settle();
    const jobs = house.ctx.db.reader.sql<{ payload: string }>("SELECT payload FROM job WHERE kind = 'workflow.notify'");
    expect(jobs.all().map(({ payload }) => JSON.parse(payload))).toMatchObject([{ user_id: 'mo' }, { user_id: 'nia' }]);
  });
});

describe('goals and leaving', () => {
  it('a goal takes people to it from wherever they are', () => {
    const goal: NodeSpec = { type: 'goal', when: rule("city = 'Berlin'") };
    const id = house.publish(
      drawGraph({ start: manual, wait: wait(9), goal, exit }, ['start next wait', 'wait next goal', 'goal next exit']),
    );
    const contact_id = house.person('ana@example.org');
    house.enter(id, contact_id);
    house.settle();
    changeContact(house.ctx, ACTOR, { id: contact_id, revision: 1, city: 'Berlin' });
    house.settle();
    expect(house.wayOf(id)).toEqual(['start:next', 'wait', 'goal:next', 'exit', 'exit']);
  });

  it('whoever the exit condition holds for leaves', () => {
    const exit_when = rule("city = 'Berlin'");
    const id = house.publish(drawGraph({ start: manual, wait: wait(9) }, ['start next wait'], { exit_when }));
    const contact_id = house.person('ana@example.org');
    house.enter(id, contact_id);
    house.settle();
    changeContact(house.ctx, ACTOR, { id: contact_id, revision: 1, city: 'Berlin' });
    house.settle();
    expect(house.wayOf(id).at(-1)).toBe('exit_condition');
  });

  it('whoever is deleted meanwhile leaves at the next step', () => {
    const id = house.publish(
      drawGraph({ start: manual, wait: wait(1), mail: EMAIL }, ['start next wait', 'wait next mail']),
    );
    const contact_id = house.person('ana@example.org');
    house.enter(id, contact_id);
    house.settle();
    deleteContact(house.ctx, ACTOR, contact_id);
    house.pass(DAY);
    expect(deliveries()).toEqual([]);
    expect(getCounts(house.ctx, id)).toMatchObject({ inside: 0, ended: { contact_gone: 1 } });
  });
});

describe('pausing', () => {
  it('stops everybody where they are, and goes on with what was due meanwhile', () => {
    const list_id = listOf();
    const start: NodeSpec = { type: 'on_list', list_id, imports: false };
    const id = house.publish(drawGraph({ start, wait: wait(1), mail: EMAIL }, ['start next wait', 'wait next mail']));
    addMembers(house.ctx, ACTOR, { id: list_id, contact_ids: [house.person('ana@example.org')] });
    house.settle();
    changeWorkflowState(house.ctx, ACTOR, id, 'pause');
    house.pass(2 * DAY);
    addMembers(house.ctx, ACTOR, { id: list_id, contact_ids: [house.person('bo@example.org')] });
    house.settle();
    expect(deliveries()).toEqual([]);
    changeWorkflowState(house.ctx, ACTOR, id, 'resume');
    house.settle();
    expect(deliveries().map(({ address }) => address)).toEqual(['ana@example.org']);
    expect(getCounts(house.ctx, id).entered).toBe(1);
  });

  it.each(['pause', 'archive'] as const)('nobody who comes by a trigger is noted any more: %s', (change) => {
    const list_id = listOf();
    const id = house.publish(
      drawGraph({ start: { type: 'on_list', list_id, imports: false }, mail: EMAIL }, ['start next mail']),
    );
    changeWorkflowState(house.ctx, ACTOR, id, change);
    addMembers(house.ctx, ACTOR, { id: list_id, contact_ids: [house.person('ana@example.org')] });
    expect(house.ctx.db.reader.sql('SELECT * FROM workflow_signal').all()).toEqual([]);
  });

  it('archiving takes everybody out', () => {
    const id = house.publish(drawGraph({ start: manual, wait: wait(1) }, ['start next wait']));
    house.enter(id, house.person('ana@example.org'));
    house.settle();
    changeWorkflowState(house.ctx, ACTOR, id, 'archive');
    expect(getCounts(house.ctx, id)).toMatchObject({ inside: 0, ended: { removed: 1 } });
    expect(house.wayOf(id).at(-1)).toBe('removed');
  });
});

describe('publishing again', () => {
  const before = drawGraph({ start: manual, wait: wait(5), mail: EMAIL }, ['start next wait', 'wait next mail']);
  const after = drawGraph({ start: manual, wait: wait(5), tail: wait(1), exit }, [
    'start next wait',
    'wait next tail',
    'tail next exit',
  ]);

  it.each([
    ['stay', undefined, ['start:next', 'wait:next', 'mail:next', 'completed']],
    ['move', undefined, ['start:next', 'wait:next', 'tail:next', 'exit', 'exit']],
    ['move', 'tail', ['start:next', 'wait', 'tail:next', 'exit', 'exit']],
    ['exit', undefined, ['start:next', 'published']],
  ] as const)('who stands at a node does as was chosen: %s %s', (choice, to, way) => {
    const id = house.publish(before);
    house.enter(id, house.person('ana@example.org'));
    house.pass(DAY);
    expect(getOccupied(house.ctx, id)).toEqual([{ node: 'wait', name: '', n: 1, in_draft: true }]);
    house.republish(id, after, [{ node: 'wait', choice, to }]);
    house.pass(10 * DAY);
    expect(house.wayOf(id)).toEqual(way);
    expect(getCounts(house.ctx, id).inside).toBe(0);
  });

  it.each([
    ['move', 'exit', ['start:next', 'wait', 'exit', 'exit'], { exit: 1 }],
    ['exit', undefined, ['start:next', 'published'], { published: 1 }],
  ] as const)('what was chosen holds at once: %s %s', (choice, to, way, ended) => {
    const id = house.publish(before);
    house.enter(id, house.person('ana@example.org'));
    house.settle();
    house.republish(id, after, [{ node: 'wait', choice, to }]);
    house.pass(MINUTE);
    expect(house.wayOf(id)).toEqual(way);
    expect(getCounts(house.ctx, id).ended).toEqual(ended);
  });

  it('refuses a workflow that takes people out of itself', () => {
    const id = house.publish(before);
    const stop: NodeSpec = { type: 'stop_workflow', workflow_id: id };
    expect(() => house.republish(id, drawGraph({ start: manual, stop }, ['start next stop']))).toThrow('stop itself');
  });

  it('refuses to move people to a node that the new version does not have', () => {
    const id = house.publish(before);
    expect(() => house.republish(id, after, [{ node: 'wait', choice: 'move', to: 'mail' }])).toThrow('no such node');
  });

  it('refuses a graph that is wrong, with all that is', () => {
    const wrong = drawGraph({ start: manual, mail: { ...EMAIL, subject: '' } as NodeSpec }, [
      'start next mail',
      'mail next gone',
    ]);
    expect(() => house.publish(wrong)).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        detail: expect.objectContaining({ issues: expect.any(Array) }),
      }),
    );
  });
});

describe('what a live workflow uses', () => {
  it('is not deleted under it', () => {
    const list_id = listOf();
    const tag = createTag(house.ctx, ACTOR, 'vip');
    const fields = { name: 'Berlin', description: '', rule: "city = 'Berlin'", watched: false };
    const segment = createSegment(house.ctx, ACTOR, fields);
    const id = house.publish(
      drawGraph(
        {
          start: { type: 'on_segment', segment_id: segment.id, change: 'entered' },
          list: { type: 'list', list_id, change: 'add' },
          if: { type: 'if', when: rule("tag = 'vip'") },
        },
        ['start next list', 'list next if'],
      ),
    );
    const use = expect.objectContaining({ code: 'IN_USE' });
    expect(() => removeList(house.ctx, ACTOR, list_id)).toThrow(use);
    expect(() => removeTag(house.ctx, ACTOR, tag.id)).toThrow(use);
    expect(() => removeSegment(house.ctx, ACTOR, segment.id)).toThrow(use);
    expect(() => changeSegment(house.ctx, ACTOR, { id: segment.id, revision: 2, watched: false })).toThrow(use);
    changeWorkflowState(house.ctx, ACTOR, id, 'archive');
    expect(removeTag(house.ctx, ACTOR, tag.id)).toEqual({ done: true });
  });
  it('counts also as the date that people wait for', () => {
    house.ctx.db.write((tx) =>
      tx
        .sql(
          `INSERT INTO custom_field (id, key, label, type, position, created_at) VALUES ('f1', 'renewal', 'Renewal', 'date', 1, 0)`,
        )
        .run(),
    );
    const moment = { kind: 'field', field: 'renewal', offset_days: 0, at: '09:00', yearly: false } as const;
    house.publish(drawGraph({ start: manual, until: { type: 'wait_date', moment } }, ['start next until']));
    expect(() => deleteField(house.ctx, ACTOR, 'f1')).toThrow(expect.objectContaining({ code: 'IN_USE' }));
  });

  it('counts also where somebody still goes on by an earlier version', () => {
    const tag = createTag(house.ctx, ACTOR, 'vip');
    const id = house.publish(
      drawGraph({ start: manual, wait: wait(1), tag: { type: 'tag', tag_id: tag.id, change: 'add' } }, [
        'start next wait',
        'wait next tag',
      ]),
    );
    house.enter(id, house.person('ana@example.org'));
    house.settle();
    house.republish(id, drawGraph({ start: manual, exit }, ['start next exit']));
    expect(() => removeTag(house.ctx, ACTOR, tag.id)).toThrow(expect.objectContaining({ code: 'IN_USE' }));
  });
});
