import { createCampaign } from '#main/services/campaign.service.ts';
import { importWhole } from '#main/services/import.service.ts';
import { loadSample } from '#main/services/sample.service.ts';
import { callerOf, os } from './implement.ts';

export const loadSampleRpc = os.system.loadSample.handler(({ context: { services, ...context } }) => {
  const actor = callerOf({ services, ...context }).user_id;
  return loadSample(services, {
    importContacts: (file) => importWhole(services, actor, file),
    createCampaign: ({ list_id, ...campaign }) =>
      createCampaign(services, actor, {
        ...campaign,
        audience: { everyone: false, include_lists: [list_id], exclude_lists: [], exclude_campaigns: [] },
      }),
  });
});
