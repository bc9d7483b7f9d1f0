import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { HeraldClient } from '../connect.ts';

/** @throws HeraldError where nobody has this address */
export async function contactIdOf(client: HeraldClient, email: string): Promise<string> {
  const { items } = await client.contacts.list({ search: email, limit: 50 });
  const found = items.find((contact) => contact.email?.toLowerCase() === email.toLowerCase());
  if (!found)
    throw new HeraldError('NOT_FOUND', `There is no contact with the address ${email}.`, { field: 'contact' });
  return found.id;
}
