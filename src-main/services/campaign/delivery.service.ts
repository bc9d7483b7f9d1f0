import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { removeFilesBefore } from '#main/platform/old-files.ts';
import { TextFile } from '#main/platform/upload-file.ts';
import { changeSend, finishIfDone } from '#main/repositories/campaign/campaign.repo.ts';
import {
  type DeliveryFilter,
  type DeliveryView,
  eachDelivery,
} from '#main/repositories/campaign/delivery-page.repo.ts';
import { assumeSent, queueUnknown } from '#main/repositories/delivery/delivery-unknown.repo.ts';
import { sayWhyNot } from '#shared/domain/campaign/campaign-state.ts';
import { csvLine } from '#shared/domain/csv/csv-writer.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { HOUR, instantOf } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireCampaign } from './campaign-record.ts';

export function listDeliveries(
  ctx: Pick<ServiceContext, 'db' | 'reads'>,
  { id, ...query }: DeliveryFilter & { id: string; limit: number; cursor?: string },
): Promise<Page<DeliveryView>> {
  const { no } = requireCampaign(ctx.db.reader, id);
  return ctx.reads.run('deliveries.page', { ...query, send_no: no });
}

const COLUMNS = [
  'address',
  'name',
  'state',
  'reason',
  'code',
  'response',
  'attempts',
  'next_at',
  'changed_at',
  'opened',
  'clicked',
  'opened_human',
  'clicked_human',
  'unsubscribed',
] as const satisfies readonly (keyof DeliveryView)[];

/** The list as a CSV file, written page by page to the disk, so that its length costs no memory. */
export async function exportDeliveries(
  ctx: Pick<ServiceContext, 'db' | 'ids' | 'paths' | 'clock'>,
  { id, ...filter }: DeliveryFilter & { id: string },
): Promise<File> {
  const { no, name } = requireCampaign(ctx.db.reader, id);
  removeFilesBefore(ctx.paths.exports, ctx.clock.now() - HOUR);
  const path = join(ctx.paths.exports, `${ctx.ids.id()}.csv`);
  const file = new TextFile(path);
  file.append(csvLine(COLUMNS));
  for (const page of eachDelivery(ctx.db.reader, { ...filter, send_no: no })) {
    for (const delivery of page) file.append(csvLine(COLUMNS.map((column) => String(delivery[column] ?? ''))));
    await breathe();
  }
  file.close();
  const safeName = name.replace(/[^\p{L}\p{N} ._-]/gu, '_');
  return new File([await openAsBlob(path)], `${safeName} - recipients.csv`, { type: 'text/csv' });
}

export type UnknownChoice = 'assume_sent' | 'send_again';

/** Decides about all messages of a campaign whose fate is unknown. */
export function resolveUnknown(
  ctx: Pick<ServiceContext, 'db' | 'clock'>,
  actor: string,
  { id, choice }: { id: string; choice: UnknownChoice },
): { changed: number } {
  const now = ctx.clock.now();
  const at = instantOf(now);
  return ctx.db.write((tx) => {
    const record = requireCampaign(tx, id);
    if (choice === 'send_again' && !['sending', 'paused', 'sent'].includes(record.state)) {
      throw new HeraldError('WRONG_STATE', sayWhyNot('reopen', record.state), { state: record.state });
    }
    const changed = choice === 'assume_sent' ? assumeSent(tx, record.no, now) : queueUnknown(tx, record.no, now);
    if (changed === 0) return { changed };
    if (choice === 'send_again') changeSend(tx, record, 'reopen', { updated_at: at, finished_at: null });
    else finishIfDone(tx, record.no, at);
    tx.touch(`campaign:${id}`, `campaign-stats:${id}`, 'home');
    tx.record({ type: 'campaign.unknown_resolved', subject: `campaign:${id}`, actor, data: { choice, changed } });
    return { changed };
  });
}
