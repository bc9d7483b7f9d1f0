import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { conditionsOf } from '#shared/domain/segment/walk-segment.ts';

/** What watched rules can ask for: each has triggers that note whom a change concerns. */
export type WatchedFact = 'contact' | 'engagement' | 'list' | 'suppression' | 'tag' | 'event' | 'message' | 'hit';

const COLUMNS = `email, email_key, phone, external_id, first_name, last_name, company, city, country, locale, timezone, attributes,
  created_at, last_seen_at, deleted_at`;

/** A message that was received, or no longer is. */
const RECEIVED = `IN ('accepted', 'complained')`;

interface Trigger {
  name: string;
  on: string;
  contact: string;
}

const ROW = (table: string, column: string, events: readonly ('INSERT' | 'UPDATE' | 'DELETE')[]): Trigger[] =>
  events.map((event) => ({
    name: `${table}_${event.toLowerCase()}`,
    on: `${event} ON ${table}`,
    contact: `SELECT ${event === 'DELETE' ? 'old' : 'new'}.${column} WHERE 1`,
  }));

const HIT = (event: 'INSERT' | 'UPDATE' | 'DELETE'): Trigger => ({
  name: `hit_first_${event.toLowerCase()}`,
  on: `${event} ON hit_first WHEN ${event === 'DELETE' ? 'old' : 'new'}.link = -1`,
  contact: `SELECT contact_no FROM delivery WHERE no = ${event === 'DELETE' ? 'old' : 'new'}.delivery_no`,
});

const TRIGGERS: Record<WatchedFact, Trigger[]> = {
  contact: [
    ...ROW('contact', 'no', ['INSERT', 'DELETE']),
    { name: 'contact_update', on: `UPDATE OF ${COLUMNS} ON contact`, contact: 'SELECT new.no WHERE 1' },
  ],
  engagement: [{ name: 'contact_engaged', on: 'UPDATE OF engaged_until ON contact', contact: 'SELECT new.no WHERE 1' }],
  list: ROW('list_member', 'contact_no', ['INSERT', 'UPDATE', 'DELETE']),
  suppression: [
    ...ROW('suppression', 'contact_no', ['INSERT', 'UPDATE', 'DELETE']).map((trigger) => ({
      ...trigger,
      contact: trigger.contact.replace(
        'WHERE 1',
        `WHERE ${trigger.name.endsWith('delete') ? 'old' : 'new'}.contact_no IS NOT NULL`,
      ),
    })),
    {
      name: 'suppression_unlink',
      on: 'UPDATE OF contact_no ON suppression WHEN old.contact_no IS NOT NULL',
      contact: 'SELECT old.contact_no WHERE 1',
    },
  ],
  tag: ROW('contact_tag', 'contact_no', ['INSERT', 'DELETE']),
  event: ROW('event', 'contact_no', ['INSERT', 'UPDATE', 'DELETE']),
  message: [
    {
      name: 'delivery_insert',
      on: `INSERT ON delivery WHEN new.state ${RECEIVED}`,
      contact: 'SELECT new.contact_no WHERE 1',
    },
    {
      name: 'delivery_update',
      on: `UPDATE OF state ON delivery WHEN new.state ${RECEIVED} OR old.state ${RECEIVED}`,
      contact: 'SELECT new.contact_no WHERE 1',
    },
  ],
  hit: [HIT('INSERT'), HIT('UPDATE'), HIT('DELETE')],
};

export const TRIGGER_PREFIX = 'segment_dirty_';

/** The triggers for these facts, by name. */
export function triggersFor(facts: ReadonlySet<WatchedFact>): Map<string, string> {
  return new Map(
    [...facts].flatMap((fact) =>
      TRIGGERS[fact].map(({ name, on, contact }): [string, string] => [
        `${TRIGGER_PREFIX}${name}`,
        `CREATE TRIGGER ${TRIGGER_PREFIX}${name} AFTER ${on} BEGIN
           INSERT INTO segment_dirty (contact_no) ${contact} ON CONFLICT DO NOTHING;
         END`,
      ]),
    ),
  );
}

/** What a rule asks for; other segments have been put in place of their names. Whether somebody is there at all always counts. */
export function factsOf(rule: SegmentNode): Set<WatchedFact> {
  const facts = new Set<WatchedFact>(['contact']);
  for (const condition of conditionsOf(rule)) {
    if (condition.kind === 'tag' || condition.kind === 'list') facts.add(condition.kind);
    else if (condition.kind === 'measure') facts.add('event');
    else if (condition.kind === 'engagement') facts.add(condition.act === 'received' ? 'message' : 'hit');
    else if (condition.kind === 'comparison' && !condition.field.custom) {
      if (condition.field.name === 'status') facts.add('list').add('suppression');
      if (condition.field.name === 'engagement') facts.add('engagement');
    }
  }
  return facts;
}
