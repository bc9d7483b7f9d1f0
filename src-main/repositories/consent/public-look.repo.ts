import type { Reader, Tx } from '#main/db/access.ts';
import { PLAIN_LOOK, type PublicLook } from '#shared/domain/consent/public-look.ts';

export interface LookRow extends PublicLook {
  revision: number;
}

export function readLook(reader: Reader): LookRow {
  const row = reader.sql<LookRow>('SELECT accent, footer, privacy_url, revision FROM public_look').get();
  return row ?? { ...PLAIN_LOOK, revision: 1 };
}

/** @returns whether the look was at `revision` and has been changed */
export function updateLook(tx: Tx, revision: number, { accent, footer, privacy_url }: PublicLook): boolean {
  const { changes } = tx
    .sql('UPDATE public_look SET accent = ?, footer = ?, privacy_url = ?, revision = revision + 1 WHERE revision = ?')
    .run(accent, footer, privacy_url, revision);
  if (changes === 1) tx.touch('forms');
  return changes === 1;
}
