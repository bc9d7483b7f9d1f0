import type { Channel } from '../channel/channel.ts';
import type { ExportFormat } from '../export-format.ts';
import type { Repeat } from '../timing/send-timing.ts';

/** Which campaigns a report is about. */
export interface ReportQuestion {
  /** Those that began in so many days before now. */
  days: number;
  /** null: any. */
  channel: Channel | null;
  /** Words in their names; empty: any. */
  search: string;
}

/** When a report is mailed, to whom, and as what. */
export interface ReportSchedule {
  repeat: Repeat;
  /** Email addresses. */
  to: string[];
  format: ExportFormat;
}

/** Why it was not mailed the last time. */
export interface ReportProblem {
  /** missed: Herald was off for too long; author: who saved it may not any more; refused: the server did not take it. */
  code: 'missed' | 'author' | 'no_sender' | 'refused';
  /** When it was due, or the server's words. */
  said: string;
}

/** More would be no report that anybody reads. */
export const MOST_CAMPAIGNS = 500;
export const MOST_ADDRESSES = 20;
