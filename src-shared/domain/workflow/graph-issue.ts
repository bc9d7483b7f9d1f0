import type { WorkflowEdge } from './workflow-graph.ts';

/** Something wrong in a graph, with its place; `message` says it in English, screens say it by `code` and `values`. */
export interface GraphIssue {
  code: IssueCode;
  severity: 'error' | 'warning';
  /** Id of the node; null: of the workflow as a whole. */
  node: string | null;
  /** The property of the node, or of the settings. */
  field: string | null;
  edge: WorkflowEdge | null;
  values: Record<string, string | number>;
  message: string;
}

export const ISSUES = {
  no_trigger: 'Nothing starts this workflow. Add a trigger.',
  same_id: 'Two nodes have the same id.',
  too_many_nodes: 'A workflow has at most {most} nodes.',
  dangling_edge: 'A connection leads to a node that does not exist. Draw it again.',
  no_such_port: 'A connection begins at a way out that this node does not have: {port}.',
  port_twice: 'Two connections begin at the same way out: {port}. Take one away.',
  into_trigger: 'A connection leads into a trigger or a comment. People can only come out of a trigger.',
  cycle: 'People would go round here for ever. Put a wait into the circle.',
  unreached: 'No way leads here.',
  empty: 'Something is missing: {field}.',
  gone: 'What was chosen here does not exist any more: {field}.',
  no_sender: 'There is no default sender. Choose one.',
  bad_rule: 'The condition can’t be read. {problem}',
  bad_template: 'The text can’t be filled in. {problem}',
  bad_time: 'This is no date or time: {field}.',
  bad_number: 'This number can’t be: {field}.',
  bad_url: 'This is no web address. It begins with https://.',
  stops_itself: 'A workflow can’t stop itself. Let people come to an end.',
  few_shares: 'A split needs at least two ways.',
  same_port: 'Two ways of the split have the same name.',
} as const;
export type IssueCode = keyof typeof ISSUES;

const WARNINGS: ReadonlySet<IssueCode> = new Set(['unreached']);

export interface IssuePlace {
  node?: string;
  field?: string;
  edge?: WorkflowEdge;
  values?: Record<string, string | number>;
}

export function issueOf(code: IssueCode, { node, field, edge, values = {} }: IssuePlace = {}): GraphIssue {
  const words: Record<string, string | number> = { field: field ?? '', ...values };
  return {
    code,
    severity: WARNINGS.has(code) ? 'warning' : 'error',
    node: node ?? null,
    field: field ?? null,
    edge: edge ?? null,
    values,
    message: ISSUES[code].replace(/\{(\w+)\}/g, (_all, name: string) => String(words[name] ?? '')),
  };
}
