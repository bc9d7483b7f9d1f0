import type { Reader } from '#main/db/access.ts';
import { type Attributes, type BuiltInValues, contactName } from '#shared/domain/contact-fields.ts';
import type { ContactStatus } from '#shared/domain/contact-status.ts';
import { NEVER_ENGAGED } from '#shared/domain/engagement.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import { CONTACT_STATUS, pushStatus, SMS_STATUS } from './contact-status.sql.ts';
import type { ContactTag } from './tag.repo.ts';

export interface ContactView extends BuiltInValues {
  id: string;
  name: string;
  attributes: Attributes;
  status: ContactStatus;
  sms_status: ContactStatus;
  push_status: ContactStatus;
  tags: ContactTag[];
  created_at: Instant;
  updated_at: Instant;
  /** Name of who changed it last. */
  updated_by: string | null;
  last_seen_at: Instant | null;
  /** When the score of engagement falls to one point (engagement.ts); null: never did anything. */
  engaged_until: Instant | null;
  revision: number;
}

type StoredView = Omit<
  ContactView,
  'attributes' | 'tags' | 'created_at' | 'updated_at' | 'last_seen_at' | 'engaged_until' | 'name'
> & {
  no: number;
  attributes: string;
  tags: string;
  created_at: number;
  updated_at: number;
  last_seen_at: number | null;
  engaged_until: number;
};

/** The contacts with these numbers, in this order. */
export function contactViews(reader: Reader, nos: number[]): ContactView[] {
  const rows = reader
    .sql<StoredView>(
      `SELECT c.no, c.id, c.email, c.phone, c.external_id, c.first_name, c.last_name, c.company, c.city, c.country, c.locale,
         c.timezone, c.attributes, c.created_at, c.updated_at, c.last_seen_at, c.engaged_until, c.revision, ${CONTACT_STATUS} AS status,
         ${SMS_STATUS} AS sms_status, ${pushStatus()} AS push_status,
         (SELECT name FROM user WHERE no = c.updated_by) AS updated_by,
         (SELECT json_group_array(json_object('id', t.id, 'name', t.name) ORDER BY t.name)
          FROM contact_tag ct JOIN tag t ON t.no = ct.tag_no WHERE ct.contact_no = c.no) AS tags
       FROM contact c WHERE c.no IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(nos));
  const byNumber = new Map(rows.map((row) => [row.no, row]));
  return nos.flatMap((no) => {
    const row = byNumber.get(no);
    return row ? [viewOf(row)] : [];
  });
}

function viewOf({ no: _no, ...row }: StoredView): ContactView {
  return {
    ...row,
    name: contactName(row),
    attributes: JSON.parse(row.attributes) as Attributes,
    tags: JSON.parse(row.tags) as ContactTag[],
    created_at: instantOf(row.created_at),
    updated_at: instantOf(row.updated_at),
    last_seen_at: row.last_seen_at === null ? null : instantOf(row.last_seen_at),
    engaged_until: row.engaged_until === NEVER_ENGAGED ? null : instantOf(row.engaged_until),
  };
}
