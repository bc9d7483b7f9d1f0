import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import { campaignTable, sendTable } from '#main/db/schema/campaign.table.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { type CampaignAction, transitionOf } from '#shared/domain/campaign/campaign-state.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import { PLAIN_TIMING, type SendTiming } from '#shared/domain/timing/send-timing.ts';
import type { Instant } from '#shared/kernel/instant.ts';

type SendColumns = typeof sendTable.$inferSelect;

/** A campaign with its one send, as its rows are. `id` is the campaign's, `no` the send's. */
export interface CampaignRecord extends Omit<SendColumns, 'id' | 'campaign_no' | 'timing'> {
  id: string;
  campaign_no: number;
  name: string;
  created_by: string | null;
  timing: SendTiming;
}

export type SendEdit = Partial<
  Pick<
    SendColumns,
    | 'subject'
    | 'preheader'
    | 'body_kind'
    | 'body'
    | 'translations'
    | 'sender_no'
    | 'audience'
    | 'track_opens'
    | 'track_clicks'
    | 'embed_pictures'
    | 'experiment'
    | 'push'
    | 'link_tags'
  >
>;

type OptionalOfNew = 'push' | 'experiment' | 'link_tags' | 'translations' | 'embed_pictures';

export interface NewCampaign extends Required<Omit<SendEdit, OptionalOfNew>>, Pick<SendEdit, OptionalOfNew> {
  template_no?: number | null;
  template_version?: number | null;
  id: string;
  send_id: string;
  name: string;
  channel: Channel;
  created_by: string | null;
  created_at: Instant;
  timing?: SendTiming;
  /** The campaign that repeats, of which this is the run of one of its times. */
  series?: { no: number; at: Instant };
}

/** What a change of state needs to know of the send. */
export type SendKey = Pick<CampaignRecord, 'no' | 'id'>;

export function findCampaign(reader: Reader, id: string): CampaignRecord | undefined {
  return reader.orm
    .select()
    .from(sendTable)
    .innerJoin(campaignTable, eq(campaignTable.no, sendTable.campaign_no))
    .where(and(eq(campaignTable.id, id), isNull(campaignTable.deleted_at)))
    .all()
    .map(recordOf)[0];
}

export function findCampaignBySend(reader: Reader, send_no: number): CampaignRecord | undefined {
  return reader.orm
    .select()
    .from(sendTable)
    .innerJoin(campaignTable, eq(campaignTable.no, sendTable.campaign_no))
    .where(eq(sendTable.no, send_no))
    .all()
    .map(recordOf)[0];
}

function recordOf({ send, campaign }: { send: SendColumns; campaign: typeof campaignTable.$inferSelect }) {
  const { id, name, created_by } = campaign;
  const timing = { ...PLAIN_TIMING, ...send.timing };
  return { ...send, audience: { ...NOBODY, ...send.audience }, timing, id, name, created_by };
}

export function insertCampaign(tx: Tx, campaign: NewCampaign): void {
  const { id, send_id, name, created_by, created_at, series, ...fields } = campaign;
  const { no: campaign_no } = tx.orm
    .insert(campaignTable)
    .values({ id, name, created_by, created_at, series_no: series?.no, occurrence_at: series?.at })
    .returning({ no: campaignTable.no })
    .get();
  tx.orm
    .insert(sendTable)
    .values({
      ...fields,
      id: send_id,
      campaign_no,
      state: 'draft',
      created_at,
      updated_at: created_at,
      freeze_cursor: 0,
      revision: 1,
    })
    .run();
  touchCampaign(tx, id);
}

/** @returns whether the draft was at `revision` and has been changed */
export function updateDraft(
  tx: Tx,
  record: CampaignRecord,
  edit: SendEdit & { name?: string; revision: number; updated_at: Instant },
): boolean {
  const { name, revision, ...fields } = edit;
  if (!changeSend(tx, record, 'edit', { ...fields, at_revision: revision })) return false;
  if (name !== undefined)
    tx.orm.update(campaignTable).set({ name }).where(eq(campaignTable.no, record.campaign_no)).run();
  return true;
}

export function deleteDraft(tx: Tx, record: CampaignRecord, at: Instant): boolean {
  if (!changeSend(tx, record, 'delete', { updated_at: at })) return false;
  tx.orm.update(campaignTable).set({ deleted_at: at }).where(eq(campaignTable.no, record.campaign_no)).run();
  return true;
}

export type SendChange = Partial<Omit<SendColumns, 'no' | 'id' | 'state' | 'revision'>> & {
  updated_at: Instant;
  /** Only when nobody has changed the send meanwhile. */
  at_revision?: number;
};

/**
 * The one way in which a send changes its state: succeeds only from a state that allows the action.
 * @returns whether it has
 */
export function changeSend(tx: Tx, send: SendKey, action: CampaignAction, change: SendChange): boolean {
  const { from, to } = transitionOf(action);
  const { at_revision, ...columns } = change;
  const { changes } = tx.orm
    .update(sendTable)
    .set({ ...columns, state: to, revision: sql`${sendTable.revision} + 1` })
    .where(
      and(
        eq(sendTable.no, send.no),
        inArray(sendTable.state, [...from]),
        at_revision === undefined ? undefined : eq(sendTable.revision, at_revision),
      ),
    )
    .run();
  if (changes === 1) touchCampaign(tx, send.id);
  return changes === 1;
}

export function saveFreezeCursor(tx: Tx, send: SendKey, cursor: number): void {
  tx.orm.update(sendTable).set({ freeze_cursor: cursor }).where(eq(sendTable.no, send.no)).run();
  tx.touch(`campaign:${send.id}`, `campaign-stats:${send.id}`);
}

/** From here on the recipients are fixed, and senders may take them. */
export function markFrozen(tx: Tx, send: SendKey, at: Instant): void {
  tx.orm.update(sendTable).set({ frozen_at: at }).where(eq(sendTable.no, send.no)).run();
  touchCampaign(tx, send.id);
}

/**
 * Ends a send that has no recipient left in a state that is not final. Called by whoever settles deliveries, in the same
 * transaction. @returns whether it ended now
 */
export function finishIfDone(tx: Tx, send_no: number, at: Instant): boolean {
  const send = tx
    .sql<SendKey>(
      `SELECT s.no, c.id FROM send s JOIN campaign c ON c.no = s.campaign_no
       WHERE s.no = @send_no AND s.state IN ('sending', 'paused') AND s.frozen_at IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM delivery WHERE send_no = @send_no AND state IN ('queued', 'deferred'))
         AND NOT EXISTS (SELECT 1 FROM delivery WHERE send_no = @send_no AND state IN ('claimed', 'in_data'))`,
    )
    .get({ send_no });
  if (!send) return false;
  const finished = changeSend(tx, send, 'finish', { updated_at: at, finished_at: at, reason: null });
  if (finished) tx.record({ type: 'campaign.sent', subject: `campaign:${send.id}`, actor: null });
  return finished;
}

function touchCampaign(tx: Tx, id: string): void {
  tx.touch('campaigns', `campaign:${id}`, `campaign-stats:${id}`, 'home');
}
