import {
  cancelPreflight,
  getPreflight,
  listConcerned,
  startPreflight,
} from '#main/services/preflight/preflight.service.ts';
import { callerOf, os } from './implement.ts';

const rpc = os.preflight;

export const preflightRpc = {
  get: rpc.get.handler(({ context, input }) => getPreflight(context.services, input.id)),
  start: rpc.start.handler(({ context, input }) =>
    startPreflight(context.services, callerOf(context).user_id, input.id),
  ),
  cancel: rpc.cancel.handler(({ context, input }) => cancelPreflight(context.services, input.id)),
  contacts: rpc.contacts.handler(({ context, input }) => listConcerned(context.services, input)),
};
