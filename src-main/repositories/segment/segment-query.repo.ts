import type { Reader } from '#main/db/access.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { simplifyRule } from '#shared/domain/segment/simplify-rule.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { COUNT_CONTACTS, countContacts } from '../contact/contact.repo.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';
import { askEach, askMany, startOf } from './ask.sql.ts';
import { compileRule } from './compile-rule.sql.ts';
import { isGroup, opposite, type RuleTree } from './condition.ts';
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
  const tree = compiled(reader, rule, now);
  const others = everybodyBut(tree);
  const { sql, values } = matches(others ?? tree, countContacts(reader));
  const count = others ? `(${COUNT_CONTACTS}) - count(*)` : 'count(*)';
  return reader.sql<{ n: number }>(`SELECT ${count} AS n ${sql}`).get(...values)?.n ?? 0;
}

/** Those who are not in a set are counted by those who are. */
function everybodyBut(tree: RuleTree): RuleTree | undefined {
  return !isGroup(tree) && tree.set && tree.outside ? opposite(tree) : undefined;
}

/** The numbers of some who fit: the newest, when enough of those do. */
export function someMatching(
  reader: Reader,
  rule: SegmentNode,
  { now, limit }: { now: Millis; limit: number },
): number[] {
  const tree = compiled(reader, rule, now);
  const each = askEach(tree);
  const newest = reader
    .sql<number>(
      `SELECT c.no FROM contact c WHERE c.no > (SELECT max(no) FROM contact) - ? AND c.deleted_at IS NULL AND ${each.sql}
       ORDER BY c.no DESC LIMIT ?`,
    )
    .pluck()
    .all(NEWEST, ...each.values, limit) as number[];
  if (newest.length === limit) return newest;
  const { sql, values } = matches(tree, countContacts(reader));
  return reader
    .sql<number>(`SELECT c.no AS no ${sql} LIMIT ?`)
    .pluck()
    .all(...values, limit) as number[];
}

/** So many are asked one by one. When too few of them fit it is as fast to find everybody. */
const NEWEST = 5_000;

function compiled(reader: Reader, rule: SegmentNode, now: Millis): RuleTree {
  return compileRule(segmentWorld(reader, now), simplifyRule(withoutReferences(reader, rule)));
}

function plain({ sql, values }: Clause): Clause {
  return { sql, values };
}
