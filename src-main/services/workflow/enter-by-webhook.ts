import * as z from 'zod';
import { findContactByKey, findContactNo } from '#main/repositories/contact/contact.repo.ts';
import { findHook, insertSignal } from '#main/repositories/workflow/workflow-trigger.repo.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import type { ServiceContext } from '../service-context.ts';

const Told = z.object({ email: z.string().max(500).optional(), contact_id: z.uuid().optional() });

export type HookAnswer = 'taken' | 'nowhere' | 'unreadable' | 'nobody';

/** Another system lets a contact enter by the secret address of a trigger: `{"email": "..."}` or `{"contact_id": "..."}`. */
export function enterByWebhook(ctx: Pick<ServiceContext, 'db'>, token: string, body: string): HookAnswer {
  const hook = findHook(ctx.db.reader, token);
  if (!hook) return 'nowhere';
  const told = Told.safeParse(jsonOf(body));
  if (!told.success) return 'unreadable';
  return ctx.db.write((tx) => {
    const { email, contact_id } = told.data;
    const address = email === undefined ? null : parseEmailAddress(email);
    const contact_no =
      contact_id !== undefined
        ? findContactNo(tx, contact_id)
        : address?.ok
          ? findContactByKey(tx, address.key)?.no
          : undefined;
    if (contact_no === undefined) return 'nobody';
    insertSignal(tx, { workflow_no: hook.workflow_no, node: hook.node, contact_no });
    tx.touch(`workflow-stats:${hook.workflow_id}`);
    return 'taken';
  });
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
