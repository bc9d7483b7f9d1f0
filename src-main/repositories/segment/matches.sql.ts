import type { Clause } from '../contact/contact-filter.sql.ts';
import { askMany, type Start, startOf } from './ask.sql.ts';
import type { Reads, RuleTree } from './condition.ts';
import { indexNameOf } from './field-index.repo.ts';

const IN_BIN = 'SELECT no FROM contact WHERE deleted_at IS NOT NULL';

/** A set larger than this part of all contacts is no good beginning: a walk along the contacts reads less. */
const TOO_MANY = 0.5;

/** `FROM` and what follows: one row `c` with at least a `no` for each contact outside the recycle bin for whom the rule holds. */
export function matches(tree: RuleTree, contacts: number): Clause {
  const start = startOf(tree);
  if (!start || (start.rest && start.set.size > contacts * TOO_MANY)) return walk(tree, contacts);
  return fromStart(start);
}

function walk(tree: RuleTree, contacts: number): Clause {
  const { sql, values, reads } = askMany(tree, contacts);
  return { sql: `FROM contact c ${alongOf(reads)} WHERE c.deleted_at IS NULL AND ${sql}`, values };
}

function alongOf(reads: Reads): string {
  if (reads === 'row') return 'NOT INDEXED';
  return `INDEXED BY ${reads === 'number' ? 'contact_live' : indexNameOf(reads.column)}`;
}

function fromStart({ set, rest }: Start): Clause {
  const numbers = set.distinct ? set.sql : `SELECT DISTINCT no FROM (${set.sql})`;
  const asked = rest ? askMany(rest, set.size) : null;
  const also = asked ? ` AND ${asked.sql}` : '';
  const values = [...set.values, ...(asked?.values ?? [])];
  if (asked && asked.reads !== 'number') {
    return {
      sql: `FROM (${numbers}) n CROSS JOIN contact c ON c.no = n.no WHERE c.deleted_at IS NULL${also}`,
      values,
    };
  }
  const isLive = set.live ? '1' : `c.no NOT IN (${IN_BIN})`;
  return { sql: `FROM (${numbers}) c WHERE ${isLive}${also}`, values };
}
