import type { Reader, Tx } from '#main/db/access.ts';
import type { AudienceRule } from '#shared/domain/campaign/audience-rule.ts';
import type { BodyKind } from '#shared/domain/campaign/body-kind.ts';
import type { SkipReason } from '#shared/domain/delivery/eligibility.ts';
import type { PreviousAct } from '#shared/domain/workflow/workflow-graph.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { addToCount } from '../delivery/send-count.repo.ts';
import { deedOf } from '../segment/engagement.sql.ts';

/** The send that carries the message of a node. */
export interface MessageSend {
  send_no: number;
  channel: 'email' | 'sms';
  audience: AudienceRule;
}

export interface MessageKey {
  workflow_no: number;
  node: string;
  hash: string;
}

export function hasMessage(reader: Reader, key: MessageKey): boolean {
  return (
    reader
      .sql('SELECT 1 FROM workflow_message WHERE workflow_no = @workflow_no AND node = @node AND hash = @hash')
      .get(key) !== undefined
  );
}

/** All sends of a message go through this sender from now on, with what waits in them. */
export function sendThrough(tx: Tx, key: MessageKey, sender_no: number): void {
  tx.sql(
    `UPDATE send SET sender_no = @sender_no, revision = revision + 1 WHERE sender_no <> @sender_no AND no IN (
       SELECT send_no FROM workflow_message WHERE workflow_no = @workflow_no AND node = @node AND hash = @hash)`,
  ).run({ ...key, sender_no });
}

export interface NewMessage extends MessageKey {
  id: string;
  send_id: string;
  /** Of the campaign that carries it, as timelines of contacts show it. */
  name: string;
  channel: 'email' | 'sms';
  subject: string;
  preheader: string;
  body_kind: BodyKind;
  body: string;
  sender_no: number;
  audience: AudienceRule;
  track_opens: boolean;
  track_clicks: boolean;
  at: Millis;
}

/** Makes the send of a node's message, ready to carry. @returns its number */
export function insertMessage(tx: Tx, { audience, track_opens, track_clicks, ...message }: NewMessage): number {
  // Deleted from its beginning, so that it stands in no list of campaigns.
  const campaign = tx
    .sql<{ no: number }>(
      'INSERT INTO campaign (id, name, created_at, deleted_at) VALUES (@id, @name, @at, @at) RETURNING no',
    )
    .get({ id: message.id, name: message.name, at: message.at });
  const { no = 0 } =
    tx
      .sql<{ no: number }>(
        `INSERT INTO send (id, campaign_no, workflow_no, channel, state, subject, preheader, body_kind, body, sender_no, audience,
           track_opens, track_clicks, created_at, updated_at, started_at)
         VALUES (@send_id, @campaign_no, @workflow_no, @channel, 'sending', @subject, @preheader, @body_kind, @body, @sender_no,
           @audience, @track_opens, @track_clicks, @at, @at, @at) RETURNING no`,
      )
      .get({
        send_id: message.send_id,
        campaign_no: campaign?.no,
        workflow_no: message.workflow_no,
        channel: message.channel,
        subject: message.subject,
        preheader: message.preheader,
        body_kind: message.body_kind,
        body: message.body,
        sender_no: message.sender_no,
        audience: JSON.stringify(audience),
        track_opens: track_opens ? 1 : 0,
        track_clicks: track_clicks ? 1 : 0,
        at: message.at,
      }) ?? {};
  notePass(tx, { ...message, send_no: no, pass: 1 });
  return no;
}

function notePass(tx: Tx, row: MessageKey & { send_no: number; pass: number }): void {
  const { send_no, workflow_no, node, hash, pass } = row;
  tx.sql('INSERT INTO workflow_message (send_no, workflow_no, node, hash, pass) VALUES (?, ?, ?, ?, ?)').run(
    send_no,
    workflow_no,
    node,
    hash,
    pass,
  );
}

/** The first send of this message in whose ledger the contact does not stand yet. */
export function freeSend(reader: Reader, key: MessageKey, contact_no: number): MessageSend | undefined {
  const row = reader
    .sql<Omit<MessageSend, 'audience'> & { audience: string }>(
      `SELECT m.send_no, s.channel, s.audience FROM workflow_message m JOIN send s ON s.no = m.send_no
       WHERE m.workflow_no = @workflow_no AND m.node = @node AND m.hash = @hash
         AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.send_no = m.send_no AND d.contact_no = @contact_no)
       ORDER BY m.pass LIMIT 1`,
    )
    .get({ ...key, contact_no });
  return row && { ...row, audience: JSON.parse(row.audience) as AudienceRule };
}

/** One more send of the same message, for those who have had it by all the others. While that is paused, it is as well. */
export function addPass(tx: Tx, key: MessageKey, made: { id: string; send_id: string; at: Millis }): void {
  const last = tx
    .sql<{ send_no: number; pass: number }>(
      `SELECT send_no, pass FROM workflow_message WHERE workflow_no = @workflow_no AND node = @node AND hash = @hash
       ORDER BY pass DESC LIMIT 1`,
    )
    .get(key);
  if (!last) return;
  const campaign = tx
    .sql<{ no: number }>(
      `INSERT INTO campaign (id, name, created_at, deleted_at)
       SELECT ?, k.name, ?, ? FROM send s JOIN campaign k ON k.no = s.campaign_no WHERE s.no = ? RETURNING no`,
    )
    .get(made.id, made.at, made.at, last.send_no);
  const send = tx
    .sql<{ no: number }>(
      `INSERT INTO send (id, campaign_no, workflow_no, channel, state, reason, subject, preheader, body_kind, body, sender_no,
         audience, track_opens, track_clicks, created_at, updated_at, started_at)
       SELECT @send_id, @campaign_no, workflow_no, channel, iif(state = 'paused', state, 'sending'), iif(state = 'paused', reason, NULL),
         subject, preheader, body_kind, body, sender_no, audience, track_opens, track_clicks, @at, @at, @at FROM send WHERE no = @from RETURNING no`,
    )
    .get({ send_id: made.send_id, at: made.at, campaign_no: campaign?.no, from: last.send_no });
  if (!send) return;
  tx.sql('INSERT INTO send_link (send_no, idx, url) SELECT ?, idx, url FROM send_link WHERE send_no = ?').run(
    send.no,
    last.send_no,
  );
  notePass(tx, { ...key, send_no: send.no, pass: last.pass + 1 });
}

/** The ledger row of one message: queued, or kept with the reason why it is not sent. @returns its number */
export function queueMessage(
  tx: Tx,
  row: { send_no: number; contact_no: number; address: string; skipped: SkipReason | null; at: Millis },
): number {
  const { send_no, contact_no, address, skipped, at } = row;
  const { lastInsertRowid } = tx
    .sql('INSERT INTO delivery (send_no, contact_no, address, state, code, changed_at) VALUES (?, ?, ?, ?, ?, ?)')
    .run(send_no, contact_no, address, skipped ? 'skipped' : 'queued', skipped, at);
  addToCount(tx, send_no, skipped ? `skipped:${skipped}` : 'queued', 1);
  return Number(lastInsertRowid);
}

/** What people did with one message; the same that segments call so. */
export function didWith(reader: Reader, delivery_no: number, act: PreviousAct): boolean {
  const hits = act === 'received' ? '' : 'JOIN hit_first h ON h.delivery_no = d.no';
  return (
    reader.sql(`SELECT 1 FROM delivery d ${hits} WHERE d.no = ? AND ${deedOf(act)} LIMIT 1`).get(delivery_no) !==
    undefined
  );
}

export interface MessageFigures {
  node: string;
  accepted: number;
  waiting: number;
  skipped: number;
  failed: number;
  opened: number;
  clicked: number;
  /** Why its messages stand still, in words; null: they don't. */
  problem: string | null;
}

/** What became of the messages of each node, all that it ever said together. */
export function messageFigures(reader: Reader, workflow_no: number): MessageFigures[] {
  return reader
    .sql<MessageFigures>(
      `SELECT node, sum(accepted) AS accepted, sum(waiting) AS waiting, sum(skipped) AS skipped, sum(failed) AS failed,
         sum(opened) AS opened, sum(clicked) AS clicked, max(problem) AS problem
       FROM (SELECT m.node,
         (SELECT coalesce(sum(n), 0) FROM send_count c WHERE c.send_no = m.send_no AND measure IN ('accepted', 'complained')) AS accepted,
         (SELECT coalesce(sum(n), 0) FROM send_count c WHERE c.send_no = m.send_no
           AND measure IN ('queued', 'deferred', 'claimed', 'in_data')) AS waiting,
         (SELECT coalesce(sum(n), 0) FROM send_count c WHERE c.send_no = m.send_no
           AND (measure GLOB 'skipped:*' OR measure = 'cancelled')) AS skipped,
         (SELECT coalesce(sum(n), 0) FROM send_count c WHERE c.send_no = m.send_no
           AND measure IN ('failed', 'bounced', 'unknown')) AS failed,
         (SELECT coalesce(sum(uniques), 0) FROM send_minute x WHERE x.send_no = m.send_no AND measure = 'human_opened') AS opened,
         (SELECT coalesce(sum(uniques), 0) FROM send_minute x WHERE x.send_no = m.send_no AND measure = 'human_clicked') AS clicked,
         iif(s.state = 'paused', coalesce(s.reason, ''), k.paused_reason) AS problem
         FROM workflow_message m JOIN send s ON s.no = m.send_no LEFT JOIN sender k ON k.no = s.sender_no
         WHERE m.workflow_no = ?)
       GROUP BY node`,
    )
    .all(workflow_no);
}

/** Sends of a workflow that were paused, because their text could not be filled in or their messages did harm. */
export function pausedMessages(reader: Reader, workflow_no: number): { no: number; id: string }[] {
  return reader
    .sql<{ no: number; id: string }>(
      `SELECT s.no, k.id FROM workflow_message m JOIN send s ON s.no = m.send_no JOIN campaign k ON k.no = s.campaign_no
       WHERE m.workflow_no = ? AND s.state = 'paused'`,
    )
    .all(workflow_no);
}

/** Events of a name that somebody had since a moment. */
export function hadEvent(reader: Reader, contact_no: number, name: string, since: Millis): boolean {
  return (
    reader
      .sql(
        `SELECT 1 FROM event_name n CROSS JOIN event e ON e.name_no = n.no AND e.contact_no = ? AND e.at >= ?
         WHERE n.name = ? LIMIT 1`,
      )
      .get(contact_no, since, name) !== undefined
  );
}
