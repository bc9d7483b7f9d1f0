import { HIGHEST_SCORE, leastFor, NEVER_ENGAGED } from '#shared/domain/engagement.ts';
import type { SegmentOperator, SegmentValue } from '#shared/domain/segment/segment-ast.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';
import type { Test } from './compare.sql.ts';
import { joined } from './condition.ts';

/**
 * A score of engagement that has to stand all of some tests, as ranges of the moment that is kept of it (engagement.ts): an index knows both
 * ends, and nothing is worked out for each contact. A score is a whole number, and nobody is without one.
 */
export function compareScoreSql(column: Clause, tests: readonly Test[], now: Millis): Clause {
  const score = new ScoreColumn(column, now);
  return joined(
    tests.map(({ op, values }) => testSql(score, op, values.map(numberOf))),
    'AND',
  );
}

/** The whole scores at which a comparison with this number turns. */
export function edgesOfScore(value: number): number[] {
  return [...new Set([Math.ceil(value), Math.floor(value) + 1])].filter((edge) => edge >= 1 && edge <= HIGHEST_SCORE);
}

function testSql(score: ScoreColumn, op: SegmentOperator, numbers: readonly number[]): Clause {
  const [first = 0, second = first] = numbers;
  switch (op) {
    case '<':
      return score.below(Math.ceil(first));
    case '<=':
      return score.below(Math.floor(first) + 1);
    case '>':
      return score.from(Math.floor(first) + 1);
    case '>=':
      return score.from(Math.ceil(first));
    case 'between':
      return joined([score.from(Math.ceil(first)), score.below(Math.floor(second) + 1)], 'AND');
    case '!=': {
      const { sql, values } = score.equal(first);
      return { sql: `NOT ${sql}`, values };
    }
    default:
      return joined(
        numbers.map((number) => score.equal(number)),
        'OR',
      );
  }
}

class ScoreColumn {
  readonly #column: Clause;
  readonly #now: Millis;

  constructor(column: Clause, now: Millis) {
    this.#column = column;
    this.#now = now;
  }

  from(score: number): Clause {
    return this.#beside('>=', score);
  }

  below(score: number): Clause {
    return this.#beside('<', score);
  }

  equal(score: number): Clause {
    const isOne = Number.isInteger(score) && score >= 0 && score <= HIGHEST_SCORE;
    return isOne ? joined([this.from(score), this.below(score + 1)], 'AND') : this.#beside('<', 0);
  }

  /** Kept moments lie between those of no score and of more than there is; a constant instead would cost SQLite the index. */
  #beside(sign: '>=' | '<', score: number): Clause {
    const { sql, values } = this.#column;
    const least =
      score > HIGHEST_SCORE ? Number.MAX_SAFE_INTEGER : score <= 0 ? NEVER_ENGAGED : leastFor(score, this.#now);
    return { sql: `${sql} ${sign} ?`, values: [...values, least] };
  }
}

function numberOf(value: SegmentValue): number {
  if (value.type !== 'number') throw new Error('a score is compared with numbers');
  return value.value;
}
