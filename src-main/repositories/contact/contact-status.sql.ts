import type { PushService } from '#shared/domain/push/push-content.ts';

/**
 * The status of the contact `c` for email as one SQL expression: the same as `domain/contact-status.ts`, for every query that
 * shows, filters or counts it.
 */
export const CONTACT_STATUS = statusSql('c.email_key IS NULL', `s.contact_no = c.no AND s.channel = 'email'`);

/** The same for text messages. */
export const SMS_STATUS = statusSql('c.phone IS NULL', `s.address = c.phone AND s.channel = 'sms'`);

/** The same for push messages: over any service, or one. */
export const pushStatus = (service?: PushService) =>
  statusSql(
    `NOT EXISTS (SELECT 1 FROM push_device p WHERE p.contact_no = c.no${service ? ` AND p.service = '${service}'` : ''})`,
    `s.contact_no = c.no AND s.channel = 'push'`,
  );

function statusSql(missing: string, suppression: string): string {
  return `CASE
  WHEN ${missing} THEN 'no_address'
  ELSE coalesce(
    (SELECT s.reason FROM suppression s WHERE ${suppression}),
    CASE (SELECT max(CASE m.state WHEN 'subscribed' THEN 3 WHEN 'unconfirmed' THEN 2 ELSE 1 END)
      FROM list_member m WHERE m.contact_no = c.no)
      WHEN 2 THEN 'unconfirmed' WHEN 1 THEN 'unsubscribed' ELSE 'deliverable'
    END)
END`;
}
