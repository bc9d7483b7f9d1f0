import type { StoredImportOptions } from '#main/repositories/import/import.repo.ts';
import type { CsvRecord } from '#shared/domain/csv/csv-reader.ts';
import { valueName } from '#shared/domain/import/event-mapping.ts';
import { type EventRow, eventReader } from '#shared/domain/import/event-row.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { eventReading } from '../import/import-options.ts';
import type { SourcePart } from '../import/import-source.ts';
import type { ServiceContext } from '../service-context.ts';

const ROWS_SHOWN = 20;
const ROWS_READ = 500;
const SAMPLES = 5;

export interface PreviewRow {
  line: number;
  values: Record<string, unknown>;
  problem: Reason | null;
  warnings: Reason[];
}

export interface Preview {
  rows: PreviewRow[];
  columns: { values: unknown[]; unread: number; problem: Reason | null }[];
}

/** The first rows as the events they would become, and what becomes of the cells of each column. */
export function previewEvents(
  { db }: Pick<ServiceContext, 'db'>,
  { part, options, rows }: { part: SourcePart; options: StoredImportOptions; rows: readonly CsvRecord[] },
): Preview {
  const read = eventReader(eventReading(db.reader, part, options));
  const data = (options.format.header ? rows.slice(1) : rows).slice(0, ROWS_READ);
  const answers = data.map(({ cells, problem }) => (problem ? { ok: false as const, problem } : read(cells)));
  return {
    rows: answers.slice(0, ROWS_SHOWN).map((answer, at) => ({
      line: data[at]?.line ?? 0,
      values: answer.ok ? valuesOf(answer.row) : {},
      problem: answer.ok ? null : answer.problem,
      warnings: answer.ok ? answer.warnings : [],
    })),
    columns: part.mapping.map((target) => {
      const name = target && valueName(target);
      const warnings = answers.flatMap((answer) => (answer.ok ? answer.warnings : []));
      const unread = name ? warnings.filter((warning) => warning.about === name) : [];
      const values = answers.flatMap((answer) => (answer.ok && target ? (valuesOf(answer.row)[target] ?? []) : []));
      return { values: values.slice(0, SAMPLES), unread: unread.length, problem: unread[0] ?? null };
    }),
  };
}

function valuesOf({ email_key, external_id, contact_id, name, at, data, key }: EventRow): Record<string, unknown> {
  const own = { email: email_key, external_id, contact_id, event: name, at: instantOf(at), key };
  const values = Object.entries(data).map(([field, value]) => [`data.${field}`, value]);
  return Object.fromEntries([...Object.entries(own).filter(([, value]) => value !== ''), ...values]) as Record<
    string,
    unknown
  >;
}
