import { listDevices, pushAccess, registerDevice, removeDevice } from '#main/services/push/push-device.service.ts';
import { callerOf, os } from './implement.ts';

const rpc = os.pushDevices;

export const pushDevicesRpc = {
  list: rpc.list.handler(({ context, input }) => listDevices(context.services, input.contact_id)),
  register: rpc.register.handler(({ context, input }) =>
    registerDevice(context.services, callerOf(context).user_id, input),
  ),
  access: rpc.access.handler(({ context, input }) => pushAccess(context.services, input.contact_id)),
  remove: rpc.remove.handler(({ context, input }) =>
    removeDevice(context.services, callerOf(context).user_id, input.id),
  ),
};
