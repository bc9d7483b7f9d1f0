import type { Tx } from '#main/db/access.ts';
import { allFields } from '#main/repositories/contact/custom-field.repo.ts';
import {
  allSegments,
  deleteSegment,
  findSegment,
  findSegmentByName,
  insertSegment,
  type SegmentRecord,
  updateSegment,
} from '#main/repositories/segment/segment.repo.ts';
import { segmentCatalogue } from '#main/repositories/segment/segment-catalogue.repo.ts';
import { checkRule, refuseProblems } from '#main/repositories/segment/segment-rule.repo.ts';
import {
  replaceUses,
  segmentsUsedBy,
  usedIn,
  usersOfSegment,
  usesOfAll,
} from '#main/repositories/segment/segment-use.repo.ts';
import { workflowsUsing, workflowsWatching } from '#main/repositories/workflow/workflow-use.repo.ts';
import type { CheckedRule } from '#shared/domain/segment/check-segment.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import type { DataType, NamedThing } from '#shared/domain/segment/segment-catalogue.ts';
import type { SegmentField } from '#shared/domain/segment/segment-field.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { refuseUsed } from '../workflow/refuse-used.ts';
import { checkAsked, type SegmentCheckView } from './check-rule-text.ts';
import {
  referenceOf,
  type SegmentReferenceView,
  type SegmentRowView,
  type SegmentView,
  segmentRows,
  segmentView,
} from './segment-view.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;
type ReadContext = Pick<ServiceContext, 'db'>;

export interface SegmentInput {
  name: string;
  description: string;
  rule: string;
  watched: boolean;
}

export function getSegments(ctx: ReadContext): SegmentRowView[] {
  return segmentRows(ctx.db.reader);
}

export function getSegment(ctx: ReadContext, id: string): SegmentView {
  return segmentView(ctx.db.reader, found(findSegment(ctx.db.reader, id), 'segment'));
}

export function createSegment(ctx: Context, actor: string, input: SegmentInput): SegmentView {
  const id = ctx.ids.id();
  const created_at = instantOf(ctx.clock.now());
  ctx.db.write((tx) => {
    refuseTakenName(tx, input.name, null);
    const checked = requireRule(tx, input.rule, { id, name: input.name });
    const no = insertSegment(tx, { ...input, id, created_by: actor, created_at });
    replaceUses(tx, no, usedIn(input.rule, checked));
    tx.record({ type: 'segment.created', subject: `segment:${id}`, actor, data: { name: input.name } });
  });
  return getSegment(ctx, id);
}

export function changeSegment(
  ctx: Context,
  actor: string,
  { id, revision, ...edit }: Partial<SegmentInput> & { id: string; revision: number },
): SegmentView {
  ctx.db.write((tx) => {
    const record = found(findSegment(tx, id), 'segment');
    if (edit.name !== undefined) refuseTakenName(tx, edit.name, id);
    const checked = edit.rule === undefined ? null : requireRule(tx, edit.rule, { id, name: edit.name ?? record.name });
    if (edit.watched === false) refuseUsed('segment', workflowsWatching(tx, record.no));
    const updated_at = instantOf(ctx.clock.now());
    if (!updateSegment(tx, id, revision, { ...edit, updated_at })) {
      throw new HeraldError('STALE_REVISION', 'This segment was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
        revision: record.revision,
      });
    }
    if (checked && edit.rule !== undefined) replaceUses(tx, record.no, usedIn(edit.rule, checked));
    tx.record({ type: 'segment.changed', subject: `segment:${id}`, actor, data: edit });
  });
  return getSegment(ctx, id);
}

export function removeSegment(ctx: Context, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    const record = found(findSegment(tx, id), 'segment');
    refuseNamed(tx, record);
    refuseUsed('segment', workflowsUsing(tx, 'segment', id));
    deleteSegment(tx, record.no, instantOf(ctx.clock.now()));
    replaceUses(tx, record.no, []);
    tx.record({ type: 'segment.deleted', subject: `segment:${id}`, actor, data: { name: record.name } });
  });
  return { done: true };
}

/** What is wrong with a rule that somebody is writing. */
export function checkSegmentRule(ctx: ReadContext, asked: { rule: string; segment_id?: string }): SegmentCheckView {
  const { rule, problems, warnings } = checkAsked(ctx.db.reader, asked);
  return { problems, warnings, canonical: rule ? printSegment(rule) : null };
}

export interface CatalogueView {
  fields: (Omit<SegmentField, 'choices'> & { choices: string[]; label: string | null })[];
  lists: NamedThing[];
  segments: NamedThing[];
  tags: NamedThing[];
  campaigns: NamedThing[];
  events: { name: string; data: { name: string; type: DataType }[] }[];
}

/** Everything that a rule may name, for completion and the builder. */
export function getCatalogue(ctx: ReadContext): CatalogueView {
  const { reader } = ctx.db;
  const { fields, lists, segments, tags, campaigns, events } = segmentCatalogue(reader);
  const labels = new Map(allFields(reader).map(({ key, label }) => [key, label]));
  return {
    fields: fields.map((field) => ({
      ...field,
      choices: [...(field.choices ?? [])],
      label: field.custom ? (labels.get(field.name) ?? null) : null,
    })),
    lists: [...lists],
    segments: [...segments],
    tags: [...tags],
    campaigns: [...campaigns],
    events: events.map(({ name, data }) => ({ name, data: [...data] })),
  };
}

export interface SegmentGraphView {
  nodes: (SegmentReferenceView & { key: string })[];
  edges: { from: string; to: string; excludes: boolean }[];
}

/** Which segment names what. Campaigns are at the other end: they name segments. */
export function getGraph(ctx: ReadContext): SegmentGraphView {
  const { reader } = ctx.db;
  const nodes = new Map<string, SegmentReferenceView & { key: string }>();
  const edges: SegmentGraphView['edges'] = [];
  const add = (reference: SegmentReferenceView): string => {
    const key = `${reference.kind}:${reference.id ?? reference.name}`;
    nodes.set(key, { ...reference, key });
    return key;
  };
  const uses = usesOfAll(reader);
  for (const { no, id, name } of allSegments(reader)) {
    const from = add({ kind: 'segment', id, name });
    for (const use of uses.get(no) ?? []) edges.push({ from, to: add(referenceOf(use)), excludes: false });
    for (const { excludes, ...user } of usersOfSegment(reader, { no, id })) {
      if (user.kind === 'campaign') edges.push({ from: add(user), to: from, excludes });
    }
  }
  return { nodes: [...nodes.values()], edges };
}

/** The rule must be one that can be asked; one that leads back to its own segment is refused with the way. */
function requireRule(tx: Tx, text: string, segment: { id: string; name: string }): CheckedRule {
  const checked = checkRule(tx, text, { segment, usesOf: (id) => segmentsUsedBy(tx, id) });
  refuseProblems(checked.problems);
  return checked;
}

function refuseTakenName(tx: Tx, name: string, own_id: string | null): void {
  const other = findSegmentByName(tx, name);
  if (!other || other.id === own_id) return;
  throw new HeraldError('ALREADY_EXISTS', 'There is a segment with this name already.', {
    field: 'name',
    hint: 'Choose another name.',
    segment_id: other.id,
  });
}

function refuseNamed(tx: Tx, record: SegmentRecord): void {
  const used_by = usersOfSegment(tx, record);
  if (used_by.length === 0) return;
  const names = used_by.map(({ kind, name }) => `the ${kind} "${name}"`);
  throw new HeraldError('IN_USE', `This segment is used by ${names.join(', ')}.`, {
    hint: 'Take it out of there first.',
    used_by,
  });
}
