import { pageOfExports } from '#main/repositories/contact/contact-export.repo.ts';
import {
  cancelExport,
  downloadExport,
  getExport,
  removeExport,
  startExport,
} from '#main/services/export/export.service.ts';
import { callerOf, os } from './implement.ts';

export const exportsRpc = {
  list: os.exports.list.handler(({ context, input }) => pageOfExports(context.services.db.reader, input)),
  get: os.exports.get.handler(({ context, input }) => getExport(context.services, input.id)),
  start: os.exports.start.handler(({ context, input }) =>
    startExport(context.services, callerOf(context).user_id, input),
  ),
  cancel: os.exports.cancel.handler(({ context, input }) => cancelExport(context.services, input.id)),
  download: os.exports.download.handler(({ context, input }) =>
    downloadExport(context.services, callerOf(context).user_id, input.id),
  ),
  delete: os.exports.delete.handler(({ context, input }) => removeExport(context.services, input.id)),
};
