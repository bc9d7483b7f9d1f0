import {
  assignTag,
  changeTag,
  createTag,
  getTags,
  removeTag,
  unassignTag,
} from '#main/services/contact/tag.service.ts';
import { callerOf, os } from './implement.ts';

export const tagsRpc = {
  list: os.tags.list.handler(({ context }) => getTags(context.services)),
  create: os.tags.create.handler(({ context, input }) =>
    createTag(context.services, callerOf(context).user_id, input.name),
  ),
  rename: os.tags.rename.handler(({ context, input }) => changeTag(context.services, callerOf(context).user_id, input)),
  delete: os.tags.delete.handler(({ context, input }) =>
    removeTag(context.services, callerOf(context).user_id, input.id),
  ),
  assign: os.tags.assign.handler(({ context, input }) => assignTag(context.services, callerOf(context).user_id, input)),
  unassign: os.tags.unassign.handler(({ context, input }) =>
    unassignTag(context.services, callerOf(context).user_id, input),
  ),
};
