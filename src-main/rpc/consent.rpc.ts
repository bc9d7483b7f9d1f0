import { askContact, consentsOfContact, previewConfirmation } from '#main/services/consent.service.ts';
import { callerOf, os } from './implement.ts';

export const consentsRpc = {
  ofContact: os.consents.ofContact.handler(({ context, input }) => consentsOfContact(context.services, input.id)),
  ask: os.consents.ask.handler(({ context, input }) => askContact(context.services, callerOf(context).user_id, input)),
  previewMail: os.consents.previewMail.handler(({ context, input }) => previewConfirmation(context.services, input)),
};
