import {
  addMembers,
  changeList,
  createList,
  getList,
  getLists,
  removeList,
  removeMember,
} from '#main/services/consent/list.service.ts';
import { callerOf, os } from './implement.ts';

export const listsRpc = {
  list: os.lists.list.handler(({ context }) => getLists(context.services)),
  get: os.lists.get.handler(({ context, input }) => getList(context.services, input.id)),
  create: os.lists.create.handler(({ context, input }) =>
    createList(context.services, callerOf(context).user_id, input),
  ),
  update: os.lists.update.handler(({ context, input }) =>
    changeList(context.services, callerOf(context).user_id, input),
  ),
  delete: os.lists.delete.handler(({ context, input }) =>
    removeList(context.services, callerOf(context).user_id, input.id),
  ),
  addMembers: os.lists.addMembers.handler(({ context, input }) =>
    addMembers(context.services, callerOf(context).user_id, input),
  ),
  removeMember: os.lists.removeMember.handler(({ context, input }) =>
    removeMember(context.services, callerOf(context).user_id, input),
  ),
};
