import { pageOfImports } from '#main/repositories/import/import.repo.ts';
import {
  appendToImport,
  beginImport,
  cancelImport,
  checkWholeImport,
  forgetImport,
  getImport,
  inspectImport,
  optOutDifferences,
  previewImport,
  rejectedRows,
  startImport,
  undoWholeImport,
} from '#main/services/import/import.service.ts';
import { callerOf, os } from './implement.ts';

export const importsRpc = {
  list: os.imports.list.handler(({ context, input }) => pageOfImports(context.services.db.reader, input)),
  get: os.imports.get.handler(({ context, input }) => getImport(context.services, input.id)),
  begin: os.imports.begin.handler(({ context, input }) =>
    beginImport(context.services, callerOf(context).user_id, input),
  ),
  append: os.imports.append.handler(({ context, input }) => appendToImport(context.services, input)),
  inspect: os.imports.inspect.handler(({ context, input }) => inspectImport(context.services, input)),
  preview: os.imports.preview.handler(({ context, input }) => previewImport(context.services, input)),
  start: os.imports.start.handler(({ context, input }) =>
    startImport(context.services, callerOf(context).user_id, input),
  ),
  cancel: os.imports.cancel.handler(({ context, input }) =>
    cancelImport(context.services, callerOf(context).user_id, input.id),
  ),
  check: os.imports.check.handler(({ context, input }) =>
    checkWholeImport(context.services, callerOf(context).user_id, input),
  ),
  undo: os.imports.undo.handler(({ context, input }) =>
    undoWholeImport(context.services, callerOf(context).user_id, input.id),
  ),
  opt_out_differences: os.imports.opt_out_differences.handler(({ context, input }) =>
    optOutDifferences(context.services, input.id),
  ),
  rejected: os.imports.rejected.handler(({ context, input }) => rejectedRows(context.services, input.id)),
  delete: os.imports.delete.handler(({ context, input }) =>
    forgetImport(context.services, callerOf(context).user_id, input.id),
  ),
};
