import type { Reader } from '#main/db/access.ts';
import type { SegmentTarget } from '#shared/domain/segment/segment-ast.ts';
import { SegmentClock } from '#shared/domain/segment/segment-clock.ts';
import type { SegmentFieldType } from '#shared/domain/segment/segment-field.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { countContacts } from '../contact/contact.repo.ts';
import { fieldColumn, indexedColumns } from './field-index.repo.ts';
import { sampledNumbers } from './sample-share.repo.ts';

/** A custom field as SQL finds it: `column` is the generated one that its index is over; null while there is none. */
export interface StoredField {
  type: SegmentFieldType;
  column: string | null;
}

/** What a rule means on this machine at this moment. */
export interface SegmentWorld {
  reader: Reader;
  clock: SegmentClock;
  /** How many contacts there are, to weigh ways against each other. */
  contacts: number;
  /** Custom fields by key. */
  fields: ReadonlyMap<string, StoredField>;
  /** Columns of contacts that have an index for segments. */
  indexed: ReadonlySet<string>;
  /** Some contacts to try a condition on; looked up when they are first asked for. */
  readonly sample: readonly number[];
}

export function segmentWorld(reader: Reader, now: Millis): SegmentWorld {
  const indexed = indexedColumns(reader);
  const fields = reader
    .sql<{ no: number; key: string; type: SegmentFieldType }>(
      'SELECT no, key, type FROM custom_field WHERE deleted_at IS NULL',
    )
    .all()
    .map(({ no, key, type }): [string, StoredField] => {
      const column = fieldColumn({ no, type });
      return [key, { type, column: column && indexed.has(column) ? column : null }];
    });
  let sample: readonly number[] | undefined;
  return {
    reader,
    clock: new SegmentClock(now, zoneOf(reader)),
    contacts: countContacts(reader),
    fields: new Map(fields),
    indexed,
    get sample() {
      sample ??= sampledNumbers(reader);
      return sample;
    },
  };
}

export function zoneOf(reader: Reader): string {
  return reader.sql<string>('SELECT timezone FROM organization').pluck().get()?.toString() ?? 'UTC';
}

/** The row behind a name of the rule; undefined when it is gone. */
export function targetOf<Row>({ reader }: SegmentWorld, { id }: SegmentTarget, query: string): Row | undefined {
  return id === null ? undefined : reader.sql<Row>(query).get(id);
}
