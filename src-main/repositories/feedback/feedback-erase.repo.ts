import type { Tx } from '#main/db/access.ts';

/**
 * What has come back about or from these people stays as a number; what says who they were goes: the mail as it came, who wrote it,
 * and the address it names. What followed can't be put back any more.
 *
 * @param list the contacts' numbers, as JSON
 */
export function anonymiseFeedback(tx: Tx, list: string, email_keys: readonly string[]): void {
  const reports = tx
    .sql(
      `SELECT report_no FROM feedback WHERE contact_no IN (SELECT value FROM json_each(@list)) AND contact_no IS NOT NULL
       UNION SELECT no FROM feedback_report
         WHERE from_address COLLATE NOCASE IN (SELECT value FROM json_each(@keys)) AND from_address IS NOT NULL`,
    )
    .pluck()
    .all({ list, keys: JSON.stringify(email_keys) }) as number[];
  if (reports.length === 0) return;
  const nos = JSON.stringify(reports);
  tx.sql(
    `UPDATE feedback_report SET raw = NULL, from_address = NULL, subject = ''
     WHERE no IN (SELECT value FROM json_each(?))`,
  ).run(nos);
  tx.sql(
    `UPDATE feedback SET contact_no = NULL, recipient = NULL, response_no = NULL, before = NULL
     WHERE report_no IN (SELECT value FROM json_each(@nos))
       AND (contact_no IS NULL OR contact_no IN (SELECT value FROM json_each(@list)))`,
  ).run({ nos, list });
  tx.touch('feedback');
}
