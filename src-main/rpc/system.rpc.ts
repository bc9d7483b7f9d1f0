import { newestBackupAt } from '#main/services/system/backup.service.ts';
import { diagnose } from '#main/services/system/system.service.ts';
import { os } from './implement.ts';
import { loadSampleRpc } from './sample.rpc.ts';

export const systemRpc = {
  doctor: os.system.doctor.handler(({ context }) => diagnose(context.services, newestBackupAt(context.services))),
  loadSample: loadSampleRpc,
};
