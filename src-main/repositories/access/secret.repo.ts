import type { Reader, Tx } from '#main/db/access.ts';

/** Sealed values by name; see platform/secret-box.ts. */
export function findSecret(reader: Reader, name: string): Buffer | undefined {
  return reader.sql<{ sealed: Buffer }>('SELECT sealed FROM secret WHERE name = ?').get(name)?.sealed;
}

/** Null removes it. */
export function keepSecret(tx: Tx, name: string, sealed: Buffer | null): void {
  if (sealed === null) tx.sql('DELETE FROM secret WHERE name = ?').run(name);
  else
    tx.sql(
      'INSERT INTO secret (name, sealed) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed',
    ).run(name, sealed);
}

export function insertSecret(tx: Tx, name: string, sealed: Buffer): void {
  tx.sql('INSERT INTO secret (name, sealed) VALUES (?, ?)').run(name, sealed);
}
