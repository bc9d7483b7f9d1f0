import cron from 'node-cron';

/** Whether the scheduler takes this cron rule. */
export function isCronSyntax(rule: string): boolean {
  return cron.validate(rule);
}
