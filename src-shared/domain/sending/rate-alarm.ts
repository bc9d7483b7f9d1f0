/** What mailbox providers ask of a sender: fewer than one complaint in a thousand messages, never more than three. */
export const ALARMS = {
  complaints: { warning: 0.001, danger: 0.003 },
  hard_bounces: { warning: 0.02, danger: 0.05 },
} as const;
export type AlarmLevel = 'fine' | 'warning' | 'danger';

/** Below this a single complaint would raise an alarm. */
const FEWEST = 500;

export function alarmOf(kind: keyof typeof ALARMS, n: number, sent: number): AlarmLevel {
  if (sent < FEWEST) return 'fine';
  const share = n / sent;
  const { warning, danger } = ALARMS[kind];
  return share >= danger ? 'danger' : share >= warning ? 'warning' : 'fine';
}
