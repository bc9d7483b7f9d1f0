import type * as z from 'zod';
import type { Campaign, CampaignFields } from '#shared/contract/campaign.contract.ts';

export type DraftFields = z.output<typeof CampaignFields>;
export type FieldName = keyof DraftFields;

export const FIELD_NAMES = [
  'name',
  'subject',
  'preheader',
  'body_kind',
  'body',
  'translations',
  'sender_id',
  'audience',
  'track_opens',
  'track_clicks',
  'embed_pictures',
  'experiment',
  'push',
  'link_tags',
] as const satisfies readonly FieldName[];

/** What the author may change of a campaign. */
export function fieldsOf(source: DraftFields): DraftFields {
  return pick(source, FIELD_NAMES) as DraftFields;
}

/** The fields whose text differs from what it was. */
export function changesBetween(was: DraftFields, is: DraftFields): Partial<DraftFields> {
  return pick(
    is,
    FIELD_NAMES.filter((name) => !isSame(was[name], is[name])),
  );
}

export interface Rebased {
  fields: DraftFields;
  /** Changed here and there to different things: a person must say which is right. */
  conflicts: FieldName[];
}

/** My changes of `base` on top of theirs. Where both changed the same field, mine is kept and named. */
export function rebase(base: DraftFields, mine: DraftFields, theirs: Campaign): Rebased {
  const changed = changesBetween(base, mine);
  const names = Object.keys(changed) as FieldName[];
  return {
    fields: { ...fieldsOf(theirs), ...changed },
    conflicts: names.filter((name) => !isSame(base[name], theirs[name]) && !isSame(mine[name], theirs[name])),
  };
}

function pick(source: DraftFields, names: readonly FieldName[]): Partial<DraftFields> {
  return Object.fromEntries(names.map((name) => [name, source[name]]));
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
