import { HeraldError } from '#shared/kernel/herald-error.ts';

/** @throws HeraldError that names the workflows which would not work without it */
export function refuseUsed(what: string, workflows: readonly { id: string; name: string }[]): void {
  if (workflows.length === 0) return;
  const names = workflows.map(({ name }) => `"${name}"`).join(', ');
  throw new HeraldError('IN_USE', `This ${what} is used by the workflow ${names}.`, {
    hint: 'Take it out of there and publish, or archive the workflow.',
    workflows,
  });
}
