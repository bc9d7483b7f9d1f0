import { getEventNames, recordEventRequest } from '#main/services/event/event.service.ts';
import { callerOf, os } from './implement.ts';

export const eventsRpc = {
  record: os.events.record.handler(({ context, input }) =>
    recordEventRequest(context.services, callerOf(context).user_id, input),
  ),
  names: os.events.names.handler(({ context }) => getEventNames(context.services)),
};
