import type { NodeSpec, NodeType } from '#shared/domain/workflow/workflow-graph.ts';

/** What the palette offers, by group. */
export const PALETTE: { group: 'triggers' | 'actions' | 'logic'; types: NodeType[] }[] = [
  { group: 'triggers', types: ['on_list', 'on_form', 'on_segment', 'on_event', 'on_date', 'on_webhook', 'manual'] },
  {
    group: 'actions',
    types: [
      'send_email',
      'send_sms',
      'set_field',
      'tag',
      'list',
      'notify',
      'webhook',
      'start_workflow',
      'stop_workflow',
    ],
  },
  { group: 'logic', types: ['wait', 'wait_until', 'wait_date', 'if', 'split', 'goal', 'exit', 'note'] },
];

const DATE = { field: '', offset_days: 0, at: '09:00', yearly: false };
const RULE = { kind: 'rule', rule: '' } as const;

/** A node as it is when it has just been added. */
export function newNode(type: NodeType): NodeSpec {
  switch (type) {
    case 'on_list':
      return { type, list_id: '', imports: false };
    case 'on_form':
      return { type, list_id: '' };
    case 'on_segment':
      return { type, segment_id: '', change: 'entered' };
    case 'on_event':
      return { type, event: '' };
    case 'on_date':
      return { type, ...DATE, yearly: true };
    case 'send_email':
      return { type, subject: '', preheader: '', body_kind: 'markdown', body: '', sender_id: null };
    case 'send_sms':
      return { type, body: '', sender_id: null };
    case 'set_field':
      return { type, field: '', value: '' };
    case 'tag':
      return { type, tag_id: '', change: 'add' };
    case 'list':
      return { type, list_id: '', change: 'add' };
    case 'notify':
      return { type, user_ids: [], subject: '', text: '' };
    case 'webhook':
      return { type, url: '' };
    case 'start_workflow':
    case 'stop_workflow':
      return { type, workflow_id: '' };
    case 'wait':
      return { type, amount: 1, unit: 'days', at: null, weekdays: [] };
    case 'wait_until':
      return { type, when: { kind: 'previous_email', act: 'opened' }, timeout: { amount: 3, unit: 'days' } };
    case 'wait_date':
      return { type, moment: { kind: 'field', ...DATE } };
    case 'if':
    case 'goal':
      return { type, when: RULE };
    case 'split':
      return {
        type,
        shares: [
          { port: 'A', share: 50 },
          { port: 'B', share: 50 },
        ],
      };
    case 'note':
      return { type, text: '' };
    default:
      return { type };
  }
}
