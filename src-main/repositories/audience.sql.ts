import { heldBack } from './contact-preference.sql.ts';

/**
 * Who is addressed, and why some of them get nothing: the one query behind the number on the Send button, the first recipient
 * of a preview and the rows of the ledger. The order of the reasons is that of `domain/delivery/eligibility.ts`.
 *
 * Two contacts never share an address (index contact_email), so nobody is left out as a duplicate.
 *
 * Parameters by name: @first and @last bound the contact numbers, @include, @exclude and @earlier are JSON arrays of row
 * numbers.
 */
const REASON = `CASE
  WHEN c.email IS NULL THEN 'no_address'
  WHEN c.email_key IS NULL THEN 'invalid_address'
  WHEN s.reason = 'blocked' THEN 'suppressed'
  WHEN s.reason IS NOT NULL THEN s.reason
  WHEN a.standing = 1 THEN 'unsubscribed'
  WHEN a.standing = 2 THEN 'unconfirmed'
  WHEN EXISTS (SELECT 1 FROM list_member x
    WHERE x.list_no IN (SELECT value FROM json_each(@exclude)) AND x.contact_no = c.no) THEN 'excluded'
  WHEN EXISTS (SELECT 1 FROM delivery d
    WHERE d.send_no IN (SELECT value FROM json_each(@earlier)) AND d.contact_no = c.no
      AND d.state NOT IN ('skipped', 'cancelled')) THEN 'excluded'
  ELSE ${heldBack('c.no')}
END`;

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

/** One row for each contact addressed: `no`, `id`, `address`, and `reason`, which is null for recipients. */
export function audienceSql(everyone: boolean): string {
  return `SELECT c.no, c.id, coalesce(c.email, '') AS address, ${REASON} AS reason
    FROM ${everyone ? FROM_EVERYONE : FROM_LISTS} a
    JOIN contact c ON c.no = a.contact_no
    LEFT JOIN suppression s ON s.contact_no = c.no AND s.channel = 'email'
    WHERE c.deleted_at IS NULL`;
}
