import { createCampaign } from '#main/services/campaign/campaign.service.ts';
import { importWhole } from '#main/services/import/import.service.ts';
import { loadSample } from '#main/services/import/sample.service.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { callerOf, os } from './implement.ts';

export const loadSampleRpc = os.system.loadSample.handler(({ context: { services, ...context } }) => {
  const actor = callerOf({ services, ...context }).user_id;
  return loadSample(services, {
    importContacts: (file) => importWhole(services, actor, file),
    createCampaign: ({ list_id, ...campaign }) =>
      createCampaign(services, actor, {
        ...campaign,
        audience: { ...NOBODY, include_lists: [list_id] },
      }),
  });
});
