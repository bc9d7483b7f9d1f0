import {
  cancelSearch,
  dismissGroup,
  duplicatesOf,
  findDuplicates,
  getSearch,
  listGroups,
  mergeChosen,
  mergeGroups,
  previewMerge,
  undoMerges,
} from '#main/services/contact/duplicate.service.ts';
import { callerOf, os } from './implement.ts';

export const duplicatesRpc = {
  search: os.duplicates.search.handler(({ context }) => getSearch(context.services)),
  find: os.duplicates.find.handler(({ context }) => findDuplicates(context.services, callerOf(context).user_id)),
  cancel: os.duplicates.cancel.handler(({ context }) => cancelSearch(context.services)),
  list: os.duplicates.list.handler(({ context, input }) => listGroups(context.services, input)),
  ofContact: os.duplicates.ofContact.handler(({ context, input }) => duplicatesOf(context.services, input.id)),
  preview: os.duplicates.preview.handler(({ context, input }) => previewMerge(context.services, input)),
  merge: os.duplicates.merge.handler(({ context, input }) =>
    mergeChosen(context.services, callerOf(context).user_id, input),
  ),
  mergeGroups: os.duplicates.mergeGroups.handler(({ context, input }) =>
    mergeGroups(context.services, callerOf(context).user_id, input.group_ids),
  ),
  undo: os.duplicates.undo.handler(({ context, input }) =>
    undoMerges(context.services, callerOf(context).user_id, input.merge_ids),
  ),
  dismiss: os.duplicates.dismiss.handler(({ context, input }) =>
    dismissGroup(context.services, callerOf(context).user_id, input.id),
  ),
};
