import type { Reader, Tx } from '#main/db/access.ts';
import type { PreflightFinding } from '#shared/domain/preflight/finding.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';

export type PreflightState = 'running' | 'done' | 'cancelled' | 'failed';

export interface PreflightRecord {
  send_no: number;
  state: PreflightState;
  content_hash: string;
  /** Null until they are counted. */
  total: number | null;
  checked: number;
  findings: PreflightFinding[];
  reason: string | null;
  started_at: Millis;
  finished_at: Millis | null;
}

export function findPreflight(reader: Reader, send_no: number): PreflightRecord | undefined {
  const row = reader
    .sql<Omit<PreflightRecord, 'findings'> & { findings: string }>('SELECT * FROM preflight WHERE send_no = ?')
    .get(send_no);
  return row && { ...row, findings: JSON.parse(row.findings) as PreflightFinding[] };
}

/** In the place of an earlier one. */
export function beginPreflight(
  tx: Tx,
  { no, id }: { no: number; id: string },
  { content_hash, at }: { content_hash: string; at: Millis },
): void {
  tx.sql('DELETE FROM preflight_contact WHERE send_no = ?').run(no);
  tx.sql(`INSERT OR REPLACE INTO preflight (send_no, state, content_hash, started_at) VALUES (?, 'running', ?, ?)`).run(
    no,
    content_hash,
    at,
  );
  tx.touch(`campaign:${id}`);
}

export interface PreflightChange {
  state?: PreflightState;
  total?: number;
  checked?: number;
  findings?: readonly PreflightFinding[];
  reason?: string;
  finished_at?: Millis;
}

/** @returns whether it was still running for that content and has been changed */
export function changePreflight(
  tx: Tx,
  send: { no: number; id: string; content_hash?: string },
  { findings, ...change }: PreflightChange,
): boolean {
  const set = { ...change, ...(findings && { findings: JSON.stringify(findings) }) };
  const columns = Object.keys(set).map((name) => `${name} = @${name}`);
  const { changes } = tx
    .sql(
      `UPDATE preflight SET ${columns.join(', ')} WHERE send_no = @send_no AND state = 'running'
         AND (@content_hash IS NULL OR content_hash = @content_hash)`,
    )
    .run({ ...set, send_no: send.no, content_hash: send.content_hash ?? null });
  if (changes === 1) tx.touch(`campaign:${send.id}`);
  return changes === 1;
}

export function keepConcerned(tx: Tx, send_no: number, finding: string, contact_nos: readonly number[]): void {
  tx.sql(
    `INSERT INTO preflight_contact (send_no, finding, contact_no) SELECT @send_no, @finding, value FROM json_each(@nos)`,
  ).run({ send_no, finding, nos: JSON.stringify(contact_nos) });
}

export interface ConcernedContact {
  id: string;
  name: string;
  email: string | null;
}

/** Those whom a finding concerns and who are still there. */
export function readConcerned(
  reader: Reader,
  { send_no, finding, limit, cursor }: { send_no: number; finding: string; limit: number; cursor?: string },
): Page<ConcernedContact> {
  const from = `FROM preflight_contact p JOIN contact c ON c.no = p.contact_no AND c.deleted_at IS NULL
    WHERE p.send_no = @send_no AND p.finding = @finding`;
  const parameters = { send_no, finding, after: Number(cursor ?? 0), limit: limit + 1 };
  const rows = reader
    .sql<ConcernedContact & { no: number }>(
      `SELECT c.no, c.id, trim(c.first_name || ' ' || c.last_name) AS name, c.email ${from} AND c.no > @after
       ORDER BY c.no LIMIT @limit`,
    )
    .all(parameters);
  const { n: total } = reader
    .sql<{ n: number }>(`SELECT count(*) AS n ${from} AND @after >= 0 AND @limit > 0`)
    .get(parameters) ?? { n: 0 };
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ no: _no, ...contact }) => contact),
    next_cursor: rows.length > limit && last ? String(last.no) : null,
    total,
  };
}
