import {
  DEFAULT_SETTINGS,
  type NodeSpec,
  portsOf,
  type WorkflowGraph,
  type WorkflowSettings,
} from '#shared/domain/workflow/workflow-graph.ts';
import { layoutGraph } from './editor/layout-graph.ts';

/** A workflow to start from: complete but for what only the organization knows, which the canvas marks. */
export interface WorkflowTemplate {
  key: 'welcome' | 'win_back' | 'birthday' | 'post_purchase' | 'event_reminder' | 'nurturing' | 'abandoned_cart';
  graph(): WorkflowGraph;
}

const mail = (subject: string, text: string): NodeSpec => ({
  type: 'send_email',
  subject,
  preheader: '',
  body_kind: 'markdown',
  body: `Hello {{ first_name | default: "there" }},\n\n${text}`,
  sender_id: null,
});
const wait = (amount: number, unit: 'hours' | 'days' = 'days'): NodeSpec => ({
  type: 'wait',
  amount,
  unit,
  at: null,
  weekdays: [],
});
const opened = (amount: number): NodeSpec => ({
  type: 'wait_until',
  when: { kind: 'previous_email', act: 'opened' },
  timeout: { amount, unit: 'days' },
});
const purchase: NodeSpec = { type: 'goal', when: { kind: 'event', event: 'purchase' } };
const onList: NodeSpec = { type: 'on_list', list_id: '', imports: false };
const onEvent = (event: string): NodeSpec => ({ type: 'on_event', event });

/** Nodes in a row; `ways` are those that leave it, `-` to nowhere. */
function draw(
  nodes: Record<string, NodeSpec>,
  ways: string[] = [],
  settings: Partial<WorkflowSettings> = {},
): WorkflowGraph {
  const entries = Object.entries(nodes);
  const row = entries.slice(0, -1).flatMap(([id, node], index) => {
    const [port] = portsOf(node);
    const to = entries[index + 1]?.[0];
    return port && to && !ways.some((way) => way.startsWith(`${id} ${port} `)) ? [{ from: id, port, to }] : [];
  });
  const others = ways.flatMap((way) => {
    const [from = '', port = '', to = ''] = way.split(' ');
    return to === '-' ? [] : [{ from, port, to }];
  });
  return layoutGraph({
    settings: { ...DEFAULT_SETTINGS, ...settings },
    nodes: entries.map(([id, node]) => ({ id, name: '', x: 0, y: 0, ...node })),
    edges: [...row, ...others],
  });
}

export const WORKFLOW_TEMPLATES: WorkflowTemplate[] = [
  {
    key: 'welcome',
    graph: () =>
      draw(
        {
          joined: onList,
          hello: mail('Welcome', 'Good to have you with us.'),
          read: opened(3),
          more: mail('What you can do next', 'Three things that others like.'),
          again: mail('Did you see our welcome?', 'In case it got lost: here it is again.'),
        },
        ['read timeout again', 'again next more', 'more next -'],
      ),
  },
  {
    key: 'win_back',
    graph: () =>
      draw(
        {
          quiet: { type: 'on_segment', segment_id: '', change: 'entered' },
          miss: mail('We have not seen you for a while', 'Here is what has happened since.'),
          rest: wait(7),
          last: mail('Shall we stay in touch?', 'If not, one click below is enough.'),
          back: purchase,
        },
        [],
        { reentry: 'after_days', reentry_days: 180 },
      ),
  },
  {
    key: 'birthday',
    graph: () =>
      draw(
        {
          day: { type: 'on_date', field: '', offset_days: 0, at: '09:00', yearly: true },
          wish: mail('Happy birthday', 'All the best from all of us.'),
        },
        [],
        { reentry: 'after_days', reentry_days: 300 },
      ),
  },
  {
    key: 'post_purchase',
    graph: () =>
      draw(
        {
          bought: onEvent('purchase'),
          thanks: mail('Thank you for your order', 'We hope that you will like it.'),
          rest: wait(14),
          review: mail('How do you like it?', 'Tell us in two minutes.'),
        },
        [],
        { reentry: 'parallel' },
      ),
  },
  {
    key: 'event_reminder',
    graph: () =>
      draw({
        joined: onList,
        before: { type: 'wait_date', moment: { kind: 'fixed', local: '' } },
        remind: mail('It is tomorrow', 'Place and time are below.'),
        after: wait(2),
        thanks: mail('Thank you for coming', 'Here is what was shown.'),
      }),
  },
  {
    key: 'nurturing',
    graph: () =>
      draw(
        {
          joined: onList,
          first: mail('How others do it', 'A short story from practice.'),
          read: {
            type: 'wait_until',
            when: { kind: 'previous_email', act: 'clicked' },
            timeout: { amount: 5, unit: 'days' },
          },
          tell: { type: 'notify', user_ids: [], subject: '{{ name }} is interested', text: 'They clicked.' },
          second: mail('Three questions to ask yourself', 'Before you decide.'),
        },
        ['read timeout second'],
      ),
  },
  {
    key: 'abandoned_cart',
    graph: () =>
      draw(
        {
          cart: onEvent('cart_updated'),
          rest: wait(4, 'hours'),
          remind: mail('You left something behind', 'Your cart is still there.'),
          later: wait(2),
          last: mail('Still thinking about it?', 'We keep it for you until Sunday.'),
          bought: purchase,
        },
        [],
        { reentry: 'after_days', reentry_days: 7 },
      ),
  },
];
