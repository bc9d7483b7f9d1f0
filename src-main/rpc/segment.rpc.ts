import { explainSegment } from '#main/services/segment/explain-segment.ts';
import {
  changeSegment,
  checkSegmentRule,
  createSegment,
  getCatalogue,
  getGraph,
  getSegment,
  getSegments,
  removeSegment,
} from '#main/services/segment/segment.service.ts';
import { getPassages } from '#main/services/segment/segment-passages.ts';
import { countSegment, previewSegment } from '#main/services/segment/segment-preview.service.ts';
import { callerOf, os } from './implement.ts';

export const segmentsRpc = {
  list: os.segments.list.handler(({ context }) => getSegments(context.services)),
  get: os.segments.get.handler(({ context, input }) => getSegment(context.services, input.id)),
  create: os.segments.create.handler(({ context, input }) =>
    createSegment(context.services, callerOf(context).user_id, input),
  ),
  update: os.segments.update.handler(({ context, input }) =>
    changeSegment(context.services, callerOf(context).user_id, input),
  ),
  delete: os.segments.delete.handler(({ context, input }) =>
    removeSegment(context.services, callerOf(context).user_id, input.id),
  ),
  check: os.segments.check.handler(({ context, input }) => checkSegmentRule(context.services, input)),
  preview: os.segments.preview.handler(({ context, input }) => previewSegment(context.services, input)),
  count: os.segments.count.handler(({ context, input }) => countSegment(context.services, input.id)),
  explain: os.segments.explain.handler(({ context, input }) => explainSegment(context.services, input)),
  passages: os.segments.passages.handler(({ context, input }) => getPassages(context.services, input)),
  catalogue: os.segments.catalogue.handler(({ context }) => getCatalogue(context.services)),
  graph: os.segments.graph.handler(({ context }) => getGraph(context.services)),
};
