import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { HeraldClient } from '../connect.ts';

/** @throws HeraldError where none or several are called so */
export async function workflowIdOf(client: HeraldClient, name: string): Promise<string> {
  const all = await client.workflows.list();
  const named = all.filter((one) => one.id === name || one.name.toLowerCase() === name.toLowerCase());
  const [only, another] = named;
  if (!only) throw new HeraldError('NOT_FOUND', `There is no workflow "${name}".`, { field: 'name' });
  if (another) throw new HeraldError('CONFLICT', `There are several workflows "${name}".`, { hint: 'Use the id.' });
  return only.id;
}
