import type { Reader, Tx } from '#main/db/access.ts';

export function replaceLinks(tx: Tx, send_no: number, urls: readonly string[]): void {
  tx.sql('DELETE FROM send_link WHERE send_no = ?').run(send_no);
  const insert = tx.sql('INSERT INTO send_link (send_no, idx, url) VALUES (?, ?, ?)');
  urls.forEach((url, index) => {
    insert.run(send_no, index, url);
  });
}

/** The target of a link, as Liquid where it differs from person to person. */
export function findLinkTarget(reader: Reader, send_no: number, index: number): string | null {
  const row = reader
    .sql<{ url: string }>('SELECT url FROM send_link WHERE send_no = ? AND idx = ?')
    .get(send_no, index);
  return row?.url ?? null;
}
