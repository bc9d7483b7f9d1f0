import {
  changeView,
  chooseDefaultView,
  createView,
  listViews,
  removeView,
} from '#main/services/contact/contact-view.service.ts';
import { callerOf, os } from './implement.ts';

export const contactViewsRpc = {
  list: os.contactViews.list.handler(({ context }) => listViews(context.services, callerOf(context).user_id)),
  create: os.contactViews.create.handler(({ context, input }) =>
    createView(context.services, callerOf(context).user_id, input),
  ),
  update: os.contactViews.update.handler(({ context, input }) =>
    changeView(context.services, callerOf(context).user_id, input),
  ),
  delete: os.contactViews.delete.handler(({ context, input }) =>
    removeView(context.services, callerOf(context).user_id, input.id),
  ),
  setDefault: os.contactViews.setDefault.handler(({ context, input }) =>
    chooseDefaultView(context.services, callerOf(context).user_id, input.id),
  ),
};
