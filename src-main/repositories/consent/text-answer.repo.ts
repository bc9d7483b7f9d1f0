import type { Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';

/** Notes an answer to a text message by its service's own key. @returns whether it is told for the first time */
export function isNewAnswer(tx: Tx, key: string, at: Millis): boolean {
  return (
    tx.sql('INSERT INTO text_answer (key, at) VALUES (?, ?) ON CONFLICT (key) DO NOTHING').run(key, at).changes === 1
  );
}
