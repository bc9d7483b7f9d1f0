import type { Reader } from '#main/db/access.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { simplifyRule } from '#shared/domain/segment/simplify-rule.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { countContacts } from '../contact.repo.ts';
import type { Clause } from '../contact-filter.sql.ts';
import { askEach, askMany, startOf } from './ask.sql.ts';
import { compileRule } from './compile-rule.sql.ts';
import type { RuleTree } from './condition.ts';
import { matches } from './matches.sql.ts';
import { withoutReferences } from './segment-rule.repo.ts';
import { segmentWorld } from './segment-world.ts';

/** A rule ready to be asked of the contact `c`: as it stands for a walk along everybody. */
export interface SegmentClause extends Clause {
  /** The same for a page, one contact or a few. */
  each: Clause;
  /** Numbers (`no`) among which everybody who fits is, where an index knows them. */
  candidates: Clause | undefined;
}

/** The rule as SQL with everything bound that people have written; names must have their ids (`checkSegment`, `boundRule`). */
export function segmentClause(reader: Reader, rule: SegmentNode, now: Millis): SegmentClause {
  const tree = compiled(reader, rule, now);
  return {
    ...plain(askMany(tree, countContacts(reader))),
    each: plain(askEach(tree)),
    candidates: startOf(tree)?.set,
  };
}

/** How many contacts outside the recycle bin fit. */
export function countMatching(reader: Reader, rule: SegmentNode, now: Millis): number {
  const { sql, values } = matches(compiled(reader, rule, now), countContacts(reader));
  return reader.sql<{ n: number }>(`SELECT count(*) AS n ${sql}`).get(...values)?.n ?? 0;
}

/** The numbers of some who fit. */
export function someMatching(
  reader: Reader,
  rule: SegmentNode,
  { now, limit }: { now: Millis; limit: number },
): number[] {
  const tree = compiled(reader, rule, now);
  const start = startOf(tree);
  const { sql, values } =
    start && start.set.size < FEW
      ? matches(tree, countContacts(reader))
      : { sql: `FROM contact c WHERE c.deleted_at IS NULL AND ${askEach(tree).sql}`, values: askEach(tree).values };
  return reader
    .sql<{ no: number }>(`SELECT c.no AS no ${sql} LIMIT ?`)
    .all(...values, limit)
    .map(({ no }) => no);
}

/** Up to here it is faster to gather all who may fit than to walk along the contacts until some do. */
const FEW = 20_000;

function compiled(reader: Reader, rule: SegmentNode, now: Millis): RuleTree {
  return compileRule(segmentWorld(reader, now), simplifyRule(withoutReferences(reader, rule)));
}

function plain({ sql, values }: Clause): Clause {
  return { sql, values };
}
