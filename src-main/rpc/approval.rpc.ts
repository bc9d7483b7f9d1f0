import {
  approve,
  askApproval,
  getApproval,
  getApprovalRule,
  getApprovedContent,
  listWaiting,
  requestChanges,
  setApprovalRule,
  withdrawApproval,
} from '#main/services/approval/approval.service.ts';
import { callerOf, os } from './implement.ts';
import type { RpcContext } from './rpc-context.ts';

const userOf = (context: RpcContext) => callerOf(context).user_id;
const rpc = os.approvals;

export const approvalsRpc = {
  rule: rpc.rule.handler(({ context }) => getApprovalRule(context.services)),
  setRule: rpc.setRule.handler(({ context, input }) => setApprovalRule(context.services, userOf(context), input)),
  waiting: rpc.waiting.handler(({ context }) => listWaiting(context.services, userOf(context))),
  content: rpc.content.handler(({ context, input }) => getApprovedContent(context.services, input.id)),
  get: rpc.get.handler(({ context, input }) => getApproval(context.services, userOf(context), input.id)),
  ask: rpc.ask.handler(({ context, input }) => askApproval(context.services, userOf(context), input)),
  withdraw: rpc.withdraw.handler(({ context, input }) => withdrawApproval(context.services, userOf(context), input.id)),
  approve: rpc.approve.handler(({ context, input }) => approve(context.services, userOf(context), input)),
  requestChanges: rpc.requestChanges.handler(({ context, input }) =>
    requestChanges(context.services, userOf(context), input),
  ),
};
