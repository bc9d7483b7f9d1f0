import { getFeedback, listFeedback, undoFeedback } from '#main/services/feedback/feedback.service.ts';
import { callerOf, os } from './implement.ts';

export const feedbackRpc = {
  list: os.feedback.list.handler(({ context, input }) => listFeedback(context.services, input)),
  get: os.feedback.get.handler(({ context, input }) => getFeedback(context.services, input.id)),
  undo: os.feedback.undo.handler(({ context, input }) =>
    undoFeedback(context.services, callerOf(context).user_id, input.id),
  ),
};
