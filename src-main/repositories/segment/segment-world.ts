import type { Reader } from '#main/db/access.ts';
import type { SegmentTarget } from '#shared/domain/segment/segment-ast.ts';
import { SegmentClock } from '#shared/domain/segment/segment-clock.ts';
import type { SegmentField } from '#shared/domain/segment/segment-field.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { countContacts } from '../contact.repo.ts';
import { allFields } from '../custom-field.repo.ts';
import { findOrganization } from '../organization.repo.ts';
import { fieldColumn, indexedColumns } from './field-index.repo.ts';

/** A custom field as SQL finds it: `column` is the generated one that its index is over; null while there is none. */
export interface StoredField extends SegmentField {
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
}

export function segmentWorld(reader: Reader, now: Millis): SegmentWorld {
  const indexed = indexedColumns(reader);
  const fields = allFields(reader).map(({ no, key, type, choices }): [string, StoredField] => {
    const column = fieldColumn({ no, type });
    return [key, { name: key, type, choices, custom: true, column: column && indexed.has(column) ? column : null }];
  });
  return {
    reader,
    clock: new SegmentClock(now, zoneOf(reader)),
    contacts: countContacts(reader),
    fields: new Map(fields),
    indexed,
  };
}

export function zoneOf(reader: Reader): string {
  return findOrganization(reader)?.timezone ?? 'UTC';
}

/** The row behind a name of the rule; undefined when it is gone. */
export function targetOf<Row>({ reader }: SegmentWorld, { id }: SegmentTarget, query: string): Row | undefined {
  return id === null ? undefined : reader.sql<Row>(query).get(id);
}
