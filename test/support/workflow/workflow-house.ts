import { createContact } from '#main/services/contact/contact.service.ts';
import { enrolByHand, listEnrolments, traceEnrolment } from '#main/services/workflow/enrolment.service.ts';
import { type NodeChoice, publishWorkflow } from '#main/services/workflow/publish-workflow.ts';
import { changeWorkflow, createWorkflow, getWorkflow } from '#main/services/workflow/workflow.service.ts';
import { WorkflowEngine } from '#main/services/workflow/workflow-engine.ts';
import {
  DEFAULT_SETTINGS,
  type NodeSpec,
  type WorkflowEdge,
  type WorkflowGraph,
  type WorkflowSettings,
} from '#shared/domain/workflow/workflow-graph.ts';
import { ACTOR, type CampaignHouse, campaignHouse } from '../campaign-context.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {}, child: () => SILENT };

/** A graph from nodes and ways such as `start next mail`. */
export function drawGraph(
  nodes: Record<string, NodeSpec>,
  ways: string[],
  settings: Partial<WorkflowSettings> = {},
): WorkflowGraph {
  return {
    settings: { ...DEFAULT_SETTINGS, ...settings },
    nodes: Object.entries(nodes).map(([id, node]) => ({ id, name: '', x: 0, y: 0, ...node })),
    edges: ways.map((way): WorkflowEdge => {
      const [from = '', port = '', to = ''] = way.split(' ');
      return { from, port, to };
    }),
  };
}

export const EMAIL: NodeSpec = {
  type: 'send_email',
  subject: 'Hello {{ first_name }}',
  preheader: '',
  body_kind: 'html',
  body: '<p>Welcome</p>',
  sender_id: null,
};

export interface WorkflowHouse extends CampaignHouse {
  readonly engine: WorkflowEngine;
  /** Another engine, that knows only what stands in the tables. */
  restart(): void;
  publish(graph: WorkflowGraph, name?: string): string;
  republish(id: string, graph: WorkflowGraph, choices?: NodeChoice[]): void;
  person(email: string, fields?: object): string;
  enter(id: string, contact_id: string): void;
  /** Everything that the engine's thread would do now. */
  settle(): void;
  /** Lets the clock go on, and settles whenever somebody is due on the way. */
  pass(millis: number): void;
  /** The ways out that the only pass through a workflow took, and where it stands. */
  wayOf(id: string): string[];
}

export function workflowHouse(): WorkflowHouse {
  const house = campaignHouse();
  const { ctx, database } = house;
  let engine = new WorkflowEngine({ ...ctx, log: SILENT });

  function settle(): void {
    engine.align();
    while (engine.step());
  }

  return {
    ...house,
    get engine() {
      return engine;
    },
    settle,
    restart() {
      engine = new WorkflowEngine({ ...ctx, log: SILENT });
    },
    publish(graph, name = 'Welcome') {
      const id = createWorkflow(ctx, ACTOR, { name, graph });
      publishWorkflow(ctx, ACTOR, { id, revision: 1, choices: [] });
      return id;
    },
    republish(id, graph, choices = []) {
      const { revision } = getWorkflow(ctx, id);
      changeWorkflow(ctx, ACTOR, { id, revision, graph });
      publishWorkflow(ctx, ACTOR, { id, revision: revision + 1, choices });
    },
    person: (email, fields = {}) => createContact(ctx, ACTOR, { email, ...fields, list_ids: [] }).id,
    enter: (id, contact_id) => enrolByHand(ctx, ACTOR, { id, contact_id }),
    pass(millis) {
      const end = database.clock.now() + millis;
      for (;;) {
        settle();
        const due = engine.nextDue();
        if (due === null || due > end) break;
        database.clock.advance(Math.max(1, due - database.clock.now()));
      }
      database.clock.advance(end - database.clock.now());
      settle();
    },
    wayOf(id) {
      const [enrolment] = listEnrolments(ctx, { id, limit: 1 }).items;
      if (!enrolment) return [];
      const { steps } = traceEnrolment(ctx, enrolment.id);
      const ways = steps.map(({ node, port }) => (port === null ? node : `${node}:${port}`));
      return [...ways, enrolment.ended ?? `${enrolment.state} ${enrolment.node}`];
    },
  };
}
