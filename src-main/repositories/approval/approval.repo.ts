import type { Reader, Tx } from '#main/db/access.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import type { ApprovalState } from '#shared/domain/approval/approval.ts';
import { found } from '#shared/kernel/herald-error.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface ApprovalRule {
  /** Null: no send needs approval. */
  from_recipients: number | null;
  revision: number;
}

export interface ApprovalRecord {
  no: number;
  id: string;
  send_no: number;
  state: ApprovalState;
  content_hash: string;
  recipients: number;
  asked_by: string;
  asked_at: Millis;
  note: string;
  decided_by: string | null;
  decided_at: Millis | null;
  comment: string;
}

/** With the names of people as they are now. */
export interface NamedApproval extends ApprovalRecord {
  asked_by_name: string;
  decided_by_name: string | null;
}

export function readApprovalRule(reader: Reader): ApprovalRule {
  return found(reader.sql<ApprovalRule>('SELECT from_recipients, revision FROM approval_rule').get(), 'approval rule');
}

/** @returns whether it was at `revision` and has been changed */
export function updateApprovalRule(tx: Tx, { from_recipients, revision }: ApprovalRule): boolean {
  const { changes } = tx
    .sql('UPDATE approval_rule SET from_recipients = ?, revision = revision + 1 WHERE revision = ?')
    .run(from_recipients, revision);
  if (changes === 1) tx.touch('approvals');
  return changes === 1;
}

const NAMED = `SELECT a.*, coalesce(asker.name, '') AS asked_by_name, decider.name AS decided_by_name FROM approval a
  LEFT JOIN user asker ON asker.id = a.asked_by LEFT JOIN user decider ON decider.id = a.decided_by`;

/** Newest first. A run of a campaign that repeats goes by the approvals of that campaign, unless it has its own. */
export function approvalsOf(
  reader: Reader,
  { no, campaign_no }: Pick<CampaignRecord, 'no' | 'campaign_no'>,
): NamedApproval[] {
  return reader
    .sql<NamedApproval>(
      `${NAMED} WHERE a.send_no = @no OR a.send_no = (
         SELECT s.no FROM campaign run JOIN send s ON s.campaign_no = run.series_no WHERE run.no = @campaign_no)
       ORDER BY a.send_no = @no DESC, a.no DESC`,
    )
    .all({ no, campaign_no });
}

export function findApproval(reader: Reader, id: string): NamedApproval | undefined {
  return reader.sql<NamedApproval>(`${NAMED} WHERE a.id = ?`).get(id);
}

/** The campaigns that wait for somebody's word, the one that waits longest first. */
export function waitingApprovals(reader: Reader, limit: number): (NamedApproval & { campaign_id: string })[] {
  return reader
    .sql<NamedApproval & { campaign_id: string }>(
      `${NAMED.replace('SELECT', 'SELECT c.id AS campaign_id,')}
       JOIN send s ON s.no = a.send_no JOIN campaign c ON c.no = s.campaign_no
       WHERE a.state = 'requested' AND s.started_at IS NULL AND s.state IN ('draft', 'scheduled', 'paused')
         AND c.deleted_at IS NULL
       ORDER BY a.no LIMIT ?`,
    )
    .all(limit);
}

type NewApproval = Pick<
  ApprovalRecord,
  'id' | 'send_no' | 'content_hash' | 'recipients' | 'asked_by' | 'asked_at' | 'note'
>;

export function insertApproval(tx: Tx, campaign_id: string, row: NewApproval, content: string): void {
  tx.sql('INSERT INTO approval_content (hash, content) VALUES (?, ?) ON CONFLICT DO NOTHING').run(
    row.content_hash,
    content,
  );
  tx.sql(
    `INSERT INTO approval (id, send_no, state, content_hash, recipients, asked_by, asked_at, note)
     VALUES (@id, @send_no, 'requested', @content_hash, @recipients, @asked_by, @asked_at, @note)`,
  ).run(row);
  tx.touch('approvals', `campaign:${campaign_id}`);
}

/** @returns whether it still waited and has been decided */
export function decideApproval(
  tx: Tx,
  campaign_id: string,
  row: Pick<ApprovalRecord, 'id' | 'state' | 'decided_by' | 'decided_at' | 'comment'>,
): boolean {
  const { changes } = tx
    .sql(
      `UPDATE approval SET state = @state, decided_by = @decided_by, decided_at = @decided_at, comment = @comment
       WHERE id = @id AND state = 'requested'`,
    )
    .run(row);
  if (changes === 1) tx.touch('approvals', `campaign:${campaign_id}`);
  return changes === 1;
}

/** As JSON; see services/approval/approved-content.ts. */
export function contentOfApproval(reader: Reader, hash: string): string {
  const row = reader.sql<{ content: string }>('SELECT content FROM approval_content WHERE hash = ?').get(hash);
  return found(row, 'content').content;
}

/** Active people of these roles. */
export function peopleOfRoles(reader: Reader, roles: readonly string[]): { id: string; name: string; email: string }[] {
  return reader
    .sql<{ id: string; name: string; email: string }>(
      `SELECT id, name, email FROM user WHERE active = 1 AND role IN (SELECT value FROM json_each(?)) ORDER BY no`,
    )
    .all(JSON.stringify(roles));
}
