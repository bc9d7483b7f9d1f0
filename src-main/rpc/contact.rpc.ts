import { isSearchBehind } from '#main/repositories/contact/contact-search.repo.ts';
import {
  changeContact,
  createContact,
  deleteContact,
  getContact,
  getContactTimeline,
  listContacts,
  restoreContact,
} from '#main/services/contact/contact.service.ts';
import { erasePerson, personFile, previewErasure } from '#main/services/contact/person.service.ts';
import { findQuiet } from '#main/services/contact/quiet-contacts.ts';
import { engagementOf } from '#main/services/tracking/contact-engagement.ts';
import { chooseTracking, trackingChoiceOf } from '#main/services/tracking/tracking-choice.service.ts';
import { callerOf, os } from './implement.ts';

export const contactsRpc = {
  list: os.contacts.list.handler(({ context, input }) => listContacts(context.services, input)),
  searchState: os.contacts.searchState.handler(({ context }) => ({
    behind: isSearchBehind(context.services.db.reader),
  })),
  quiet: os.contacts.quiet.handler(({ context, input }) => findQuiet(context.services, input)),
  get: os.contacts.get.handler(({ context, input }) => getContact(context.services, input.id)),
  create: os.contacts.create.handler(({ context, input }) =>
    createContact(context.services, callerOf(context).user_id, input),
  ),
  update: os.contacts.update.handler(({ context, input }) =>
    changeContact(context.services, callerOf(context).user_id, input),
  ),
  delete: os.contacts.delete.handler(({ context, input }) =>
    deleteContact(context.services, callerOf(context).user_id, input.id),
  ),
  restore: os.contacts.restore.handler(({ context, input }) =>
    restoreContact(context.services, callerOf(context).user_id, input.id),
  ),
  erasure: os.contacts.erasure.handler(({ context, input }) => previewErasure(context.services, input.id)),
  erase: os.contacts.erase.handler(({ context, input }) =>
    erasePerson(context.services, callerOf(context).user_id, input),
  ),
  takeout: os.contacts.takeout.handler(({ context, input }) =>
    personFile(context.services, callerOf(context).user_id, input),
  ),
  tracking: os.contacts.tracking.handler(({ context, input }) => trackingChoiceOf(context.services, input.id)),
  chooseTracking: os.contacts.chooseTracking.handler(({ context, input }) =>
    chooseTracking(context.services, callerOf(context).user_id, input),
  ),
  engagement: os.contacts.engagement.handler(({ context, input }) => engagementOf(context.services, input.id)),
  timeline: os.contacts.timeline.handler(({ context, input }) => getContactTimeline(context.services, input)),
};
