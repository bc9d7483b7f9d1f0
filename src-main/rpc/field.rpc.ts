import {
  changeField,
  createField,
  deleteField,
  getFieldFit,
  getFields,
  getFieldUsage,
  getFieldValues,
  purgeField,
  reorderFields,
  restoreField,
} from '#main/services/contact/custom-field.service.ts';
import { callerOf, os } from './implement.ts';

export const fieldsRpc = {
  list: os.fields.list.handler(({ context, input }) => getFields(context.services, input.state)),
  create: os.fields.create.handler(({ context, input }) =>
    createField(context.services, callerOf(context).user_id, input),
  ),
  update: os.fields.update.handler(({ context, input }) =>
    changeField(context.services, callerOf(context).user_id, input),
  ),
  reorder: os.fields.reorder.handler(({ context, input }) => reorderFields(context.services, input.ids)),
  delete: os.fields.delete.handler(({ context, input }) =>
    deleteField(context.services, callerOf(context).user_id, input.id),
  ),
  restore: os.fields.restore.handler(({ context, input }) =>
    restoreField(context.services, callerOf(context).user_id, input.id),
  ),
  purge: os.fields.purge.handler(({ context, input }) =>
    purgeField(context.services, callerOf(context).user_id, input.id),
  ),
  usage: os.fields.usage.handler(({ context }) => getFieldUsage(context.services)),
  values: os.fields.values.handler(({ context, input }) => getFieldValues(context.services, input)),
  fit: os.fields.fit.handler(({ context, input }) => getFieldFit(context.services, input)),
};
