import { readFile } from 'node:fs/promises';
import { parseInbound } from '#main/channels/inbound/parse-inbound.ts';
import type { FeedbackReport } from '#shared/domain/feedback/feedback-report.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';

/** Reads a mail from a file and says what it means. Needs no data folder and changes nothing. */
export async function parseBounceFile(path: string): Promise<FeedbackReport> {
  let source: Uint8Array;
  try {
    source = await readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HeraldError('INVALID_INPUT', `The file ${path} could not be read: ${reason}`, { field: 'file' });
  }
  return parseInbound(source);
}
