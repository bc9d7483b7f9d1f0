import { listBin } from '#main/services/contact/bin.service.ts';
import { startBulkEdit } from '#main/services/contact/bulk-edit.service.ts';
import { callerOf, os } from './implement.ts';

export const binRpc = {
  list: os.bin.list.handler(({ context, input }) => listBin(context.services, input)),
  purge: os.bin.purge.handler(({ context, input: { contact_ids, search } }) =>
    startBulkEdit(context.services, callerOf(context).user_id, {
      target: contact_ids ? { kind: 'picked', contact_ids } : { kind: 'bin', search },
      action: { kind: 'purge' },
    }),
  ),
};
