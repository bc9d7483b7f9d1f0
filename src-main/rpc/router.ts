import { organizationRpc } from './organization.rpc.ts';
import { os } from './implement.ts';

export const router = os.router({
  organization: organizationRpc,
});
export type HeraldRouter = typeof router;
