import type { Reader } from '#main/db/access.ts';
import type { ContactTarget } from '#shared/domain/contact-target.ts';
import { foldText } from '#shared/domain/search-text.ts';
import { matchingNumbers } from './contact-count.repo.ts';
import type { ContactFilter } from './contact-filter.sql.ts';

export interface TargetQuery {
  target: ContactTarget;
  /** What a `matching` target means now. */
  filter?: ContactFilter;
  /** Picked ones are looked up in the bin instead of outside of it. */
  in_bin?: boolean;
}

/** The numbers of all contacts that are meant, in their order. */
export function numbersOfTarget(reader: Reader, { target, filter, in_bin = false }: TargetQuery): number[] {
  if (target.kind === 'matching') return without(reader, matchingNumbers(reader, filter ?? {}), target.except_ids);
  if (target.kind === 'bin') return numbersInBin(reader, target.search);
  return reader
    .sql(
      `SELECT no FROM contact WHERE id IN (SELECT value FROM json_each(?))
         AND deleted_at IS ${in_bin ? 'NOT NULL' : 'NULL'} ORDER BY no`,
    )
    .pluck()
    .all(JSON.stringify(target.contact_ids)) as number[];
}

function without(reader: Reader, nos: number[], except_ids: readonly string[] = []): number[] {
  if (except_ids.length === 0) return nos;
  const except = new Set(
    reader
      .sql('SELECT no FROM contact WHERE id IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(JSON.stringify(except_ids)),
  );
  return nos.filter((no) => !except.has(no));
}

function numbersInBin(reader: Reader, search = ''): number[] {
  const word = foldText(search);
  return reader
    .sql(
      `SELECT no FROM contact WHERE deleted_at IS NOT NULL
         AND (@word = '' OR instr(name_key, @word) OR instr(email_key, @word) OR instr(company_key, @word)) ORDER BY no`,
    )
    .pluck()
    .all({ word }) as number[];
}
