import {
  campaignsOfReport,
  changeReport,
  createReport,
  getReport,
  getReports,
  mailReportNow,
  removeReport,
  reportAsFile,
} from '#main/services/report/saved-report.service.ts';
import { callerOf, os } from './implement.ts';

const rpc = os.savedReports;

export const savedReportsRpc = {
  list: rpc.list.handler(({ context }) => getReports(context.services)),
  get: rpc.get.handler(({ context, input }) => getReport(context.services, input.id)),
  campaigns: rpc.campaigns.handler(({ context, input }) => campaignsOfReport(context.services, input.id)),
  file: rpc.file.handler(({ context, input }) => reportAsFile(context.services, input)),
  create: rpc.create.handler(({ context, input }) => createReport(context.services, callerOf(context).user_id, input)),
  update: rpc.update.handler(({ context, input }) => changeReport(context.services, callerOf(context).user_id, input)),
  delete: rpc.delete.handler(({ context, input }) =>
    removeReport(context.services, callerOf(context).user_id, input.id),
  ),
  mail: rpc.mail.handler(({ context, input }) => mailReportNow(context.services, callerOf(context).user_id, input.id)),
};
