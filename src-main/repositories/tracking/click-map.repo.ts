import type { Reader } from '#main/db/access.ts';

export interface LinkPeople {
  index: number;
  url: string;
  /** Who followed it, each once, machines aside. */
  people: number;
}

/** Of one variant: whoever of the sample got it, and with `and_rest` everybody after the sample. */
export interface VariantQuestion {
  send_no: number;
  variant: number;
  and_rest: boolean;
}

/** Links by place, as the sums of the whole send have them. */
export function peopleByLink(reader: Reader, send_no: number): LinkPeople[] {
  return reader
    .sql<LinkPeople>(
      `SELECT l.idx AS "index", l.url, coalesce(k.human_uniques, 0) AS people
       FROM send_link l LEFT JOIN link_count k ON k.send_no = l.send_no AND k.idx = l.idx
       WHERE l.send_no = ? ORDER BY l.idx`,
    )
    .all(send_no);
}

/** Counts along the ledger: a read for the reader thread. `sent`: how many of them were sent it. */
export function clicksOfVariant(reader: Reader, question: VariantQuestion): { sent: number; links: LinkPeople[] } {
  const { send_no, variant, and_rest } = question;
  const parameters = { send_no, variant };
  const got = `d.send_no = @send_no AND (d.variant = @variant ${and_rest ? 'OR d.variant IS NULL' : ''})`;
  const sent = reader
    .sql<{ n: number }>(`SELECT count(*) AS n FROM delivery d WHERE ${got} AND d.state = 'accepted'`)
    .get(parameters);
  const counts = reader
    .sql<{ link: number; n: number }>(
      `SELECT h.link, count(*) AS n FROM delivery d CROSS JOIN hit_first h ON h.delivery_no = d.no
       WHERE ${got} AND h.kind = 'click' AND h.link >= 0 AND h.human_n > 0 GROUP BY h.link`,
    )
    .all(parameters);
  const byLink = new Map(counts.map(({ link, n }) => [link, n]));
  const links = peopleByLink(reader, send_no).map((link) => ({ ...link, people: byLink.get(link.index) ?? 0 }));
  return { sent: sent?.n ?? 0, links };
}
