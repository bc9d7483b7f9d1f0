import { createHash } from 'node:crypto';
import type { Reader } from '#main/db/access.ts';
import { findVersion, type WorkflowVersion } from '#main/repositories/workflow/workflow.repo.ts';
import { type AudienceRule, NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { namesTime } from '#shared/domain/workflow/names-time.ts';
import { isTrigger, type WorkflowGraph, type WorkflowNode } from '#shared/domain/workflow/workflow-graph.ts';

/** A version as the engine works with it. Versions never change, so that one is read once. */
export interface LoadedVersion extends Omit<WorkflowVersion, 'graph'> {
  graph: WorkflowVersion['graph'];
  nodes: ReadonlyMap<string, WorkflowNode>;
  /** What messages say and to whom, by node. */
  hashes: ReadonlyMap<string, string>;
  /** Rules on which time alone has an effect. */
  timed: ReadonlySet<string>;
}

/** More are not kept at once: most workflows have one or two in use. */
const MOST_KEPT = 200;

export class LoadedVersions {
  readonly #reader: Reader;
  readonly #kept = new Map<number, LoadedVersion>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  get(no: number): LoadedVersion | undefined {
    const kept = this.#kept.get(no);
    if (kept) return kept;
    const version = findVersion(this.#reader, no);
    if (!version) return undefined;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const loaded = load(version);
    this.#kept.set(no, loaded);
    return loaded;
  }
}

function load(version: WorkflowVersion): LoadedVersion {
  const { nodes } = version.graph;
  const audience = audienceOf(version.graph);
  return {
    ...version,
    nodes: new Map(nodes.map((node) => [node.id, node])),
    hashes: new Map(nodes.flatMap((node) => (isMessage(node) ? [[node.id, messageHash(node, audience)]] : []))),
    timed: new Set(Object.entries(version.rules).flatMap(([text, rule]) => (namesTime(rule) ? [text] : []))),
  };
}

export type MessageNode = Extract<WorkflowNode, { type: 'send_email' | 'send_sms' }>;

export function isMessage(node: WorkflowNode): node is MessageNode {
  return node.type === 'send_email' || node.type === 'send_sms';
}

/** The same as long as the node says the same by the same sender to the same audience. */
export function messageHash(
  { id: _id, name: _name, x: _x, y: _y, ...spec }: MessageNode,
  audience: AudienceRule,
): string {
  const values = Object.entries(spec).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([values, audience]))
    .digest('base64url');
}

/**
 * Who enters by lists alone is written to as a member of those lists: whoever leaves them gets nothing more. Otherwise it takes that
 * somebody may be written to at all.
 */
export function audienceOf({ nodes }: WorkflowGraph): AudienceRule {
  const triggers = nodes.filter(isTrigger);
  const lists = triggers.flatMap((node) => (node.type === 'on_list' || node.type === 'on_form' ? [node.list_id] : []));
  if (lists.length === triggers.length) return { ...NOBODY, include_lists: [...new Set(lists)] };
  return { ...NOBODY, everyone: true };
}
