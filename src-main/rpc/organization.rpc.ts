import { changeOrganization, getOrganization } from '#main/services/system/organization.service.ts';
import { callerOf, os } from './implement.ts';

export const organizationRpc = {
  get: os.organization.get.handler(({ context }) => getOrganization(context.services)),
  update: os.organization.update.handler(({ context, input }) =>
    changeOrganization(context.services, callerOf(context).user_id, input),
  ),
};
