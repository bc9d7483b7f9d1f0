import { pageOfBulkEdits } from '#main/repositories/bulk/bulk-edit.repo.ts';
import { cancelBulkEdit, getBulkEdit, startBulkEdit, undoBulkEdit } from '#main/services/contact/bulk-edit.service.ts';
import { callerOf, os } from './implement.ts';

export const bulkEditsRpc = {
  list: os.bulkEdits.list.handler(({ context, input }) => pageOfBulkEdits(context.services.db.reader, input)),
  get: os.bulkEdits.get.handler(({ context, input }) => getBulkEdit(context.services, input.id)),
  start: os.bulkEdits.start.handler(({ context, input }) =>
    startBulkEdit(context.services, callerOf(context).user_id, input),
  ),
  cancel: os.bulkEdits.cancel.handler(({ context, input }) =>
    cancelBulkEdit(context.services, callerOf(context).user_id, input.id),
  ),
  undo: os.bulkEdits.undo.handler(({ context, input }) =>
    undoBulkEdit(context.services, callerOf(context).user_id, input.id),
  ),
};
