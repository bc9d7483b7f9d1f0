import type { Channel } from '#shared/domain/channel/channel.ts';
import type { PushService } from '#shared/domain/push/push-content.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';
import { heldBack } from '../contact/contact-preference.sql.ts';

/** Campaigns that somebody has had since a moment or is about to get; no more are looked at than matter. */
const HAD_LATELY = `(SELECT count(*) FROM (SELECT 1 FROM delivery had WHERE had.contact_no = c.no AND had.send_no <> @own_send
    AND had.state NOT IN ('skipped', 'cancelled', 'failed') AND had.changed_at > @cap_since LIMIT @cap))`;

/** By what contacts are reached: an address of theirs, or the devices that one push service knows. */
export type AudienceChannel = Extract<Channel, 'email' | 'sms'> | PushService;

/**
 * Who is addressed, and why some of them get nothing: the one query behind the number on the Send button, the first recipient
 * of a preview and the rows of the ledger. The order of the reasons is that of `domain/delivery/eligibility.ts`.
 *
 * Two contacts never share an email address (index contact_email). A telephone they may share: then the first of them gets the text
 * message. When the ledger is written step by step, @send_no tells who was first in the steps before.
 *
 * Parameters by name: @first and @last bound the contact numbers, @include, @exclude, @earlier and @unopened are JSON arrays
 * of row numbers, @cap, @cap_since and @own_send say how many campaigns are enough. The question marks are those of segments.
 */
const reason = (excluded: string, { missing, invalid }: ChannelParts) => `CASE
  WHEN ${missing} THEN 'no_address'
  WHEN ${invalid} THEN 'invalid_address'
  WHEN s.reason = 'blocked' THEN 'suppressed'
  WHEN s.reason IS NOT NULL THEN s.reason
  WHEN a.standing = 1 THEN 'unsubscribed'
  WHEN a.standing = 2 THEN 'unconfirmed'
  WHEN EXISTS (SELECT 1 FROM list_member x
    WHERE x.list_no IN (SELECT value FROM json_each(@exclude)) AND x.contact_no = c.no) THEN 'excluded'
  WHEN EXISTS (SELECT 1 FROM delivery d
    WHERE d.send_no IN (SELECT value FROM json_each(@earlier)) AND d.contact_no = c.no
      AND d.state NOT IN ('skipped', 'cancelled')) THEN 'excluded'
  WHEN @unopened <> '[]' AND NOT EXISTS (SELECT 1 FROM delivery d
    WHERE d.send_no IN (SELECT value FROM json_each(@unopened)) AND d.contact_no = c.no AND d.state = 'accepted'
      AND NOT EXISTS (SELECT 1 FROM hit_first h
        WHERE h.delivery_no = d.no AND h.kind IN ('open', 'click') AND h.link = -1 AND h.human_n > 0)) THEN 'excluded'
  ${excluded}
  ELSE coalesce(${heldBack('c.no')}, CASE WHEN @cap > 0 AND ${HAD_LATELY} >= @cap THEN 'over_limit' END)
END`;

/** Where a channel finds the address of a contact, and the suppression of that address. */
interface ChannelParts {
  address: string;
  missing: string;
  invalid: string;
  suppression: string;
}

/** Somebody with several devices gets one message, which all of them show. */
const devicesBy = (service: PushService): ChannelParts => ({
  address: `(SELECT 'push:' || count(*) FROM push_device p WHERE p.contact_no = c.no AND p.service = '${service}')`,
  missing: `NOT EXISTS (SELECT 1 FROM push_device p WHERE p.contact_no = c.no AND p.service = '${service}')`,
  invalid: '0',
  suppression: `s.contact_no = c.no AND s.channel = 'push'`,
});

const CHANNEL_PARTS: Record<AudienceChannel, ChannelParts> = {
  web_push: devicesBy('web_push'),
  fcm: devicesBy('fcm'),
  email: {
    address: 'c.email',
    missing: 'c.email IS NULL',
    invalid: 'c.email_key IS NULL',
    suppression: `s.contact_no = c.no AND s.channel = 'email'`,
  },
  sms: {
    address: 'c.phone',
    missing: 'c.phone IS NULL',
    invalid: `c.phone NOT GLOB '+[1-9]*' OR length(c.phone) NOT BETWEEN 8 AND 16`,
    suppression: `s.address = c.phone AND s.channel = 'sms'`,
  },
};

const STANDING = `max(CASE m.state WHEN 'subscribed' THEN 3 WHEN 'unconfirmed' THEN 2 ELSE 1 END)`;

/** Everybody: who is on lists but subscribed to none has left, as in the contact's status. */
const FROM_EVERYONE = `(SELECT no AS contact_no,
    (SELECT ${STANDING} FROM list_member m WHERE m.contact_no = contact.no) AS standing
  FROM contact WHERE no BETWEEN @first AND @last)`;

/** Whoever is or was on one of the lists, with the best state among them. */
const FROM_LISTS = `(SELECT m.contact_no, ${STANDING} AS standing
  FROM list_member m
  WHERE m.list_no IN (SELECT value FROM json_each(@include)) AND m.contact_no BETWEEN @first AND @last
  GROUP BY m.contact_no)`;

/** What segments add to an audience: conditions on `c`, and where to look for those whom they include. */
export interface SegmentParts {
  include: Clause | null;
  exclude: Clause | null;
  /** Numbers of all whom the segments include, when there are no lists beside them. */
  candidates: Clause | null;
}

/** Whoever is or was on one of the lists, or is in one of the segments. The lists asked for come before what others say of somebody. */
function fromSegments({ include, candidates }: SegmentParts): Clause {
  const along = candidates
    ? `(SELECT DISTINCT no FROM (${candidates.sql})) n CROSS JOIN contact c ON c.no = n.no`
    : 'contact c';
  return {
    sql: `(SELECT c.no AS contact_no, coalesce(
        (SELECT ${STANDING} FROM list_member m
          WHERE m.contact_no = c.no AND m.list_no IN (SELECT value FROM json_each(@include))),
        (SELECT ${STANDING} FROM list_member m WHERE m.contact_no = c.no)) AS standing
      FROM ${along}
      WHERE c.no BETWEEN @first AND @last AND (EXISTS (SELECT 1 FROM list_member m
        WHERE m.contact_no = c.no AND m.list_no IN (SELECT value FROM json_each(@include))) OR ${include?.sql ?? '0'}))`,
    values: [...(candidates?.values ?? []), ...(include?.values ?? [])],
  };
}

/** One row for each contact addressed: `no`, `id`, `address`, and `reason`, which is null for recipients. */
export function audienceSql(everyone: boolean, segments: SegmentParts, channel: AudienceChannel): Clause {
  const parts = CHANNEL_PARTS[channel];
  const { include, exclude } = segments;
  const from: Clause = everyone
    ? { sql: FROM_EVERYONE, values: [] }
    : include
      ? fromSegments(segments)
      : { sql: FROM_LISTS, values: [] };
  const excluded = exclude ? `WHEN ${exclude.sql} THEN 'excluded'` : '';
  const sql = `SELECT c.no, c.id, coalesce(${parts.address}, '') AS address, ${reason(excluded, parts)} AS reason
      FROM ${from.sql} a
      JOIN contact c ON c.no = a.contact_no
      LEFT JOIN suppression s ON ${parts.suppression}
      WHERE c.deleted_at IS NULL`;
  const values = [...(exclude?.values ?? []), ...from.values];
  return { sql: channel === 'sms' ? eachTelephoneOnce(sql) : sql, values };
}

function eachTelephoneOnce(sql: string): string {
  return `SELECT no, id, address, CASE
      WHEN reason IS NULL AND (row_number() OVER (PARTITION BY address, reason IS NULL ORDER BY no) > 1
        OR EXISTS (SELECT 1 FROM contact o JOIN delivery d ON d.send_no = @send_no AND d.contact_no = o.no
          WHERE o.phone = address AND o.deleted_at IS NULL AND o.no < @first AND d.state <> 'skipped'))
        THEN 'duplicate_address'
      ELSE reason
    END AS reason FROM (${sql})`;
}
