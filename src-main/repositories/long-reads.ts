import type { Reader } from '#main/db/access.ts';

/** Reads for the reader thread, by name. Inputs and outputs cross a thread: plain data only. */
export const LONG_READS = {
  'contacts.count': (reader: Reader, _input: Record<string, never>): number =>
    reader.sql<{ n: number }>('SELECT count(*) AS n FROM contact WHERE deleted_at IS NULL').get()?.n ?? 0,
};

type LongReads = typeof LONG_READS;
export type LongReadName = keyof LongReads;
export type LongReadInput<Name extends LongReadName> = Parameters<LongReads[Name]>[1];
export type LongReadOutput<Name extends LongReadName> = ReturnType<LongReads[Name]>;
