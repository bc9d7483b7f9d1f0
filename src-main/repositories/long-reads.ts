import type { Reader } from '#main/db/access.ts';
import type { Page } from '#shared/kernel/page.ts';
import { type ContactQuery, type ContactView, readContactPage } from './contact-page.repo.ts';

/** Reads for the reader thread, by name. Inputs and outputs cross a thread: plain data only. */
export const LONG_READS = {
  'contacts.page': (reader: Reader, query: ContactQuery): Page<ContactView> => readContactPage(reader, query),
};

type LongReads = typeof LONG_READS;
export type LongReadName = keyof LongReads;
export type LongReadInput<Name extends LongReadName> = Parameters<LongReads[Name]>[1];
export type LongReadOutput<Name extends LongReadName> = ReturnType<LongReads[Name]>;
