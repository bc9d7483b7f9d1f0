import { getCampaign, listCampaigns } from '#main/repositories/campaign/campaign-view.repo.ts';
import { campaignStats } from '#main/repositories/tracking/report.repo.ts';
import { countCampaignAudience } from '#main/services/campaign/audience.service.ts';
import {
  createCampaign,
  deleteCampaign,
  duplicateCampaign,
  resendUnopened,
  updateCampaign,
} from '#main/services/campaign/campaign.service.ts';
import {
  cancelCampaign,
  pauseCampaign,
  resumeCampaign,
  scheduleCampaign,
  sendCampaign,
  unscheduleCampaign,
} from '#main/services/campaign/campaign-run.service.ts';
import { exportDeliveries, listDeliveries, resolveUnknown } from '#main/services/campaign/delivery.service.ts';
import { previewCampaign, sendTest } from '#main/services/campaign/preview.service.ts';
import { chooseVariant, experimentReport } from '#main/services/experiment/experiment.service.ts';
import { callerOf, os } from './implement.ts';
import type { RpcContext } from './rpc-context.ts';

const readerOf = (context: RpcContext) => context.services.db.reader;
const userOf = (context: RpcContext) => callerOf(context).user_id;
const rpc = os.campaigns;

export const campaignsRpc = {
  list: rpc.list.handler(({ context, input }) => listCampaigns(readerOf(context), input)),
  get: rpc.get.handler(({ context, input }) => getCampaign(readerOf(context), input.id)),
  create: rpc.create.handler(({ context, input }) => createCampaign(context.services, userOf(context), input)),
  update: rpc.update.handler(({ context, input }) => updateCampaign(context.services, userOf(context), input)),
  delete: rpc.delete.handler(({ context, input }) => deleteCampaign(context.services, userOf(context), input.id)),
  duplicate: rpc.duplicate.handler(({ context, input }) =>
    duplicateCampaign(context.services, userOf(context), input.id),
  ),
  resendUnopened: rpc.resendUnopened.handler(({ context, input }) =>
    resendUnopened(context.services, userOf(context), input.id),
  ),
  audience: rpc.audience.handler(({ context, input }) => countCampaignAudience(context.services, input.id)),
  preview: rpc.preview.handler(({ context, input }) => previewCampaign(context.services, input)),
  sendTest: rpc.sendTest.handler(({ context, input }) => sendTest(context.services, userOf(context), input)),
  send: rpc.send.handler(({ context, input }) => sendCampaign(context.services, userOf(context), input)),
  schedule: rpc.schedule.handler(({ context, input }) => scheduleCampaign(context.services, userOf(context), input)),
  unschedule: rpc.unschedule.handler(({ context, input }) =>
    unscheduleCampaign(context.services, userOf(context), input.id),
  ),
  pause: rpc.pause.handler(({ context, input }) => pauseCampaign(context.services, userOf(context), input.id)),
  resume: rpc.resume.handler(({ context, input }) => resumeCampaign(context.services, userOf(context), input.id)),
  cancel: rpc.cancel.handler(({ context, input }) => cancelCampaign(context.services, userOf(context), input.id)),
  stats: rpc.stats.handler(({ context, input }) =>
    campaignStats(readerOf(context), input.id, context.services.clock.now()),
  ),
  experiment: rpc.experiment.handler(({ context, input }) => experimentReport(context.services, input)),
  chooseVariant: rpc.chooseVariant.handler(({ context, input }) =>
    chooseVariant(context.services, userOf(context), input),
  ),
  deliveries: rpc.deliveries.handler(({ context, input }) => listDeliveries(context.services, input)),
  exportDeliveries: rpc.exportDeliveries.handler(({ context, input }) => exportDeliveries(context.services, input)),
  resolveUnknown: rpc.resolveUnknown.handler(({ context, input }) =>
    resolveUnknown(context.services, userOf(context), input),
  ),
};
