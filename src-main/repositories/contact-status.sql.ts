/**
 * The status of the contact `c` for email as one SQL expression: the same as `domain/contact-status.ts`, for every query that
 * shows, filters or counts it.
 */
export const CONTACT_STATUS = `CASE
  WHEN c.email_key IS NULL THEN 'no_address'
  ELSE coalesce(
    (SELECT s.reason FROM suppression s WHERE s.contact_no = c.no AND s.channel = 'email'),
    CASE (SELECT max(CASE m.state WHEN 'subscribed' THEN 3 WHEN 'unconfirmed' THEN 2 ELSE 1 END)
      FROM list_member m WHERE m.contact_no = c.no)
      WHEN 2 THEN 'unconfirmed' WHEN 1 THEN 'unsubscribed' ELSE 'deliverable'
    END)
END`;
