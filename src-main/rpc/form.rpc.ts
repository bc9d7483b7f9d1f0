import { changeLook, getLook } from '#main/services/consent/public-look.service.ts';
import { getForm, getFormDays, previewForm, saveForm } from '#main/services/consent/signup-form.service.ts';
import { callerOf, os } from './implement.ts';

export const formsRpc = {
  get: os.forms.get.handler(({ context, input }) => getForm(context.services, input.id)),
  save: os.forms.save.handler(({ context, input }) => saveForm(context.services, callerOf(context).user_id, input)),
  preview: os.forms.preview.handler(({ context, input }) => previewForm(context.services, input)),
  days: os.forms.days.handler(({ context, input }) => getFormDays(context.services, input)),
  look: os.forms.look.handler(({ context }) => getLook(context.services)),
  changeLook: os.forms.changeLook.handler(({ context, input }) =>
    changeLook(context.services, callerOf(context).user_id, input),
  ),
};
