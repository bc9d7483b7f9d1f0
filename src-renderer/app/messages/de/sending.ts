import type { sending as en } from '../en/sending.ts';

export const sending: typeof en = {
  title: 'Versand',
  text: 'Was für alles gilt, das hinausgeht, über welchen Absender auch immer. Änderungen gelten sofort, auch für eine Kampagne, die gerade gesendet wird.',
  undo_seconds: 'Sekunden zum Rückgängigmachen',
  undo_seconds_hint: 'So lange geht nach dem Druck auf Senden nichts hinaus. Bei 0 beginnt der Versand sofort.',
  total: 'Alle Absender zusammen',
};
