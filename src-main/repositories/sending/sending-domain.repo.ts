import type { Reader, Tx } from '#main/db/access.ts';
import type { Finding } from '#shared/domain/sending/domain-findings.ts';
import type { WorsenedRecord } from '#shared/domain/sending/worsened-records.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface SendingDomainRow {
  domain: string;
  selector: string | null;
  public_key: string | null;
  signs: boolean;
  checked_at: Millis | null;
  findings: Finding[] | null;
  worsened: WorsenedRecord[];
}

type Stored = Omit<SendingDomainRow, 'signs' | 'findings' | 'worsened'> & {
  signs: number;
  findings: string | null;
  worsened: string;
};

export function findSendingDomain(reader: Reader, domain: string): SendingDomainRow | undefined {
  const row = reader.sql<Stored>('SELECT * FROM sending_domain WHERE domain = ?').get(domain);
  return (
    row && {
      ...row,
      signs: row.signs === 1,
      findings: row.findings === null ? null : (JSON.parse(row.findings) as Finding[]),
      worsened: JSON.parse(row.worsened) as WorsenedRecord[],
    }
  );
}

export function saveSendingKey(tx: Tx, domain: string, key: { selector: string; public_key: string }): void {
  tx.sql(
    `INSERT INTO sending_domain (domain, selector, public_key) VALUES (@domain, @selector, @public_key)
     ON CONFLICT (domain) DO UPDATE SET selector = @selector, public_key = @public_key, signs = 0, checked_at = NULL, findings = NULL,
       worsened = '[]'`,
  ).run({ domain, ...key });
  startLinesAnew(tx, domain);
}

export function saveFindings(
  tx: Tx,
  domain: string,
  {
    findings,
    at,
    signs,
    worsened,
  }: { findings: Finding[]; at: Millis; signs: boolean | null; worsened: WorsenedRecord[] },
): void {
  const before = findSendingDomain(tx, domain)?.signs ?? false;
  tx.sql(
    `INSERT INTO sending_domain (domain, checked_at, findings, signs, worsened)
     VALUES (@domain, @at, @findings, @signs, @worsened)
     ON CONFLICT (domain) DO UPDATE SET checked_at = @at, findings = @findings, signs = @signs, worsened = @worsened`,
  ).run({
    domain,
    at,
    findings: JSON.stringify(findings),
    signs: Number(signs ?? before),
    worsened: JSON.stringify(worsened),
  });
  if (signs !== null && signs !== before) startLinesAnew(tx, domain);
  tx.touch('senders', 'home');
}

/** Domains with a record that was fine and is not any more. */
export function worsenedDomains(reader: Reader): string[] {
  return reader
    .sql<{ domain: string }>(`SELECT domain FROM sending_domain WHERE worsened <> '[]' ORDER BY domain`)
    .all()
    .map(({ domain }) => domain);
}

/** Whoever sends from this domain opens its connections anew, with the key that holds now. */
function startLinesAnew(tx: Tx, domain: string): void {
  tx.sql(
    `UPDATE sender SET revision = revision + 1 WHERE lower(substr(from_email, instr(from_email, '@') + 1)) = ? AND deleted_at IS NULL`,
  ).run(domain);
  tx.touch('senders');
}
