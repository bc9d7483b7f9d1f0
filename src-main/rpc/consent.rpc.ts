import { cancelAsking, startAsking, unconfirmedOf } from '#main/services/consent/ask-list.ts';
import { askContact, consentsOfContact, previewConfirmation } from '#main/services/consent/consent.service.ts';
import { callerOf, os } from './implement.ts';

export const consentsRpc = {
  ofContact: os.consents.ofContact.handler(({ context, input }) => consentsOfContact(context.services, input.id)),
  ask: os.consents.ask.handler(({ context, input }) => askContact(context.services, callerOf(context).user_id, input)),
  unconfirmed: os.consents.unconfirmed.handler(({ context, input }) => unconfirmedOf(context.services, input.id)),
  askList: os.consents.askList.handler(({ context, input }) =>
    startAsking(context.services, callerOf(context).user_id, input.id),
  ),
  cancelAsking: os.consents.cancelAsking.handler(({ context, input }) =>
    cancelAsking(context.services, callerOf(context).user_id, input.id),
  ),
  previewMail: os.consents.previewMail.handler(({ context, input }) => previewConfirmation(context.services, input)),
};
