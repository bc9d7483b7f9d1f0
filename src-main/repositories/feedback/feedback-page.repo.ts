import type { Reader } from '#main/db/access.ts';
import type { FeedbackEffect } from '#shared/domain/feedback/feedback-effect.ts';
import type { BounceClass, FeedbackKind } from '#shared/domain/feedback/feedback-report.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';

export interface FeedbackQuery {
  kind?: FeedbackKind;
  /** Only what is about something that was sent, or only what is not. */
  matched?: boolean;
  delivery_id?: string;
  limit: number;
  cursor?: string;
}

export interface FeedbackLine {
  id: string;
  recipient: string | null;
  contact_id: string | null;
  contact_name: string | null;
  campaign_id: string | null;
  campaign: string | null;
  class: BounceClass;
  reason: string | null;
  status: string | null;
  said: string | null;
  effect: FeedbackEffect;
  /** The address gets nothing because of this. */
  suppressed: boolean;
  undone_at: Instant | null;
}

export interface FeedbackReportView {
  id: string;
  at: Instant;
  source: string;
  kind: FeedbackKind;
  from: string | null;
  subject: string;
  has_raw: boolean;
  can_undo: boolean;
  lines: FeedbackLine[];
}

interface ReportRow {
  no: number;
  id: string;
  at: number;
  source: string;
  kind: FeedbackKind;
  from_address: string | null;
  subject: string;
  has_raw: number;
}

const COLUMNS = 'r.no, r.id, r.at, r.source, r.kind, r.from_address, r.subject, r.raw IS NOT NULL AS has_raw';
const ABOUT_OURS = 'EXISTS (SELECT 1 FROM feedback f WHERE f.report_no = r.no AND f.delivery_no IS NOT NULL)';

/** Newest first. */
export function readFeedbackPage(reader: Reader, query: FeedbackQuery): Page<FeedbackReportView> {
  const { kind, matched, delivery_id, limit, cursor } = query;
  const conditions = [
    ...(kind ? ['r.kind = @kind'] : []),
    ...(matched === undefined ? [] : [matched ? ABOUT_OURS : `NOT ${ABOUT_OURS}`]),
    ...(delivery_id ? ['r.no IN (SELECT report_no FROM feedback WHERE delivery_no = @delivery_no)'] : []),
  ];
  const where = conditions.map((condition) => `AND ${condition}`).join(' ');
  const values = {
    ...(kind ? { kind } : {}),
    ...(delivery_id ? { delivery_no: Number.parseInt(delivery_id, 10) } : {}),
  };
  const before = cursor && /^\d+$/.test(cursor) ? Number(cursor) : Number.MAX_SAFE_INTEGER;
  const rows = reader
    .sql<ReportRow>(
      `SELECT ${COLUMNS} FROM feedback_report r WHERE r.no < @before ${where} ORDER BY r.no DESC LIMIT @limit`,
    )
    .all({ ...values, before, limit: limit + 1 });
  const total = reader
    .sql<{ n: number }>(`SELECT count(*) AS n FROM feedback_report r WHERE 1 = 1 ${where}`)
    .get(values);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => viewOf(reader, row)),
    next_cursor: last ? String(last.no) : null,
    total: total?.n ?? 0,
  };
}

export function findFeedbackReport(reader: Reader, id: string): FeedbackReportView | undefined {
  const row = reader.sql<ReportRow>(`SELECT ${COLUMNS} FROM feedback_report r WHERE r.id = ?`).get(id);
  return row && viewOf(reader, row);
}

export function findRaw(reader: Reader, id: string): Buffer | null {
  return reader.sql<{ raw: Buffer | null }>('SELECT raw FROM feedback_report WHERE id = ?').get(id)?.raw ?? null;
}

type LineRow = Omit<FeedbackLine, 'suppressed' | 'undone_at'> & {
  suppressed: number;
  undone_at: number | null;
  changed: number;
};

const MOST_LINES = 20;

function viewOf(reader: Reader, { no, at, from_address, has_raw, ...row }: ReportRow): FeedbackReportView {
  const lines = reader
    .sql<LineRow>(
      `SELECT CAST(f.no AS TEXT) AS id, coalesce(f.recipient, d.address) AS recipient, c.id AS contact_id,
         nullif(trim(c.first_name || ' ' || c.last_name), '') AS contact_name, k.id AS campaign_id, k.name AS campaign,
         f.class, f.reason, f.status, p.text AS said, f.effect, f.suppressed IS NOT NULL AS suppressed, f.undone_at,
         f.before IS NOT NULL AS changed
       FROM feedback f LEFT JOIN delivery d ON d.no = f.delivery_no LEFT JOIN send s ON s.no = d.send_no
         LEFT JOIN campaign k ON k.no = s.campaign_no LEFT JOIN contact c ON c.no = f.contact_no AND c.deleted_at IS NULL
         LEFT JOIN response p ON p.no = f.response_no
       WHERE f.report_no = ? ORDER BY f.no LIMIT ${MOST_LINES}`,
    )
    .all(no);
  return {
    ...row,
    at: instantOf(at),
    from: from_address,
    has_raw: has_raw === 1,
    can_undo: lines.some(({ changed, undone_at }) => changed === 1 && undone_at === null),
    lines: lines.map(({ changed: _changed, suppressed, undone_at, ...line }) => ({
      ...line,
      suppressed: suppressed === 1,
      undone_at: undone_at === null ? null : instantOf(undone_at),
    })),
  };
}
