import { describe, expect, it } from 'vitest';
import { validateGraph } from '#shared/domain/workflow/validate-graph.ts';
import {
  DEFAULT_SETTINGS,
  type NodeSpec,
  type WorkflowEdge,
  type WorkflowGraph,
} from '#shared/domain/workflow/workflow-graph.ts';

function graph(nodes: Record<string, NodeSpec>, edges: string[]): WorkflowGraph {
  return {
    settings: DEFAULT_SETTINGS,
    nodes: Object.entries(nodes).map(([id, node]) => ({ id, name: '', x: 0, y: 0, ...node })),
    edges: edges.map((text): WorkflowEdge => {
      const [from = '', port = '', to = ''] = text.split(' ');
      return { from, port, to };
    }),
  };
}

const manual: NodeSpec = { type: 'manual' };
const tag: NodeSpec = { type: 'tag', tag_id: 't1', change: 'add' };
const wait: NodeSpec = { type: 'wait', amount: 1, unit: 'days', at: null, weekdays: [] };
const exit: NodeSpec = { type: 'exit' };
const rule = (text: string): NodeSpec => ({ type: 'if', when: { kind: 'rule', rule: text } });

const issuesOf = (drawn: WorkflowGraph, world = {}) =>
  validateGraph(drawn, world).map(({ code, node, field }) =>
    [code, node, field].filter((part) => part !== null).join(' '),
  );

describe('a graph', () => {
  it('is sound when everything in it leads somewhere', () => {
    expect(issuesOf(graph({ start: manual, tag, exit }, ['start next tag', 'tag next exit']))).toEqual([]);
  });

  it('needs a trigger', () => {
    expect(issuesOf(graph({ exit }, []))).toContain('no_trigger');
  });

  it('may lead back through a wait, but not without one', () => {
    const back = (node: NodeSpec) =>
      graph({ start: manual, tag, node }, ['start next tag', 'tag next node', 'node next tag']);
    expect(issuesOf(back(wait))).toEqual([]);
    expect(issuesOf(back({ ...tag }))).toEqual(['cycle tag']);
  });

  it('says which connection leads nowhere, begins at no way out, or begins where another one does', () => {
    expect(issuesOf(graph({ start: manual, tag }, ['start next tag', 'tag next gone']))).toEqual(['dangling_edge tag']);
    expect(issuesOf(graph({ start: manual, tag, exit }, ['start next tag', 'tag yes exit']))).toEqual([
      'no_such_port tag',
    ]);
    expect(issuesOf(graph({ start: manual, tag, exit }, ['start next tag', 'start next exit']))).toContain(
      'port_twice start',
    );
    expect(issuesOf(graph({ start: manual, wait }, ['start next wait', 'wait next start']))).toEqual([
      'into_trigger start',
    ]);
  });

  it('says what was deleted or never chosen', () => {
    const drawn = graph({ start: { type: 'on_list', list_id: 'l1', imports: false }, tag }, ['start next tag']);
    expect(issuesOf(drawn, { lists: new Set(['l1']), tags: new Set() })).toEqual(['gone tag tag_id']);
    expect(issuesOf(graph({ start: { type: 'on_list', list_id: '', imports: false } }, []))).toEqual([
      'empty start list_id',
    ]);
  });

  it.each([
    ['https://example.org/in?key=1', []],
    ['http://[::1]:8080', []],
    ['https://münchen.example', []],
    ['https://[', ['bad_url call url']],
    ['https://', ['bad_url call url']],
    ['https://example.org:port/', ['bad_url call url']],
    ['ftp://example.org', ['bad_url call url']],
  ])('calls only what is a web address: %s', (url, expected) => {
    expect(issuesOf(graph({ start: manual, call: { type: 'webhook', url } }, ['start next call']))).toEqual(expected);
  });

  it('passes on why a rule can’t be asked', () => {
    const drawn = graph({ start: manual, rule: rule('x = 1') }, ['start next rule']);
    const [issue] = validateGraph(drawn, { ruleProblem: () => 'There is no field x.' });
    expect(issue).toMatchObject({
      code: 'bad_rule',
      node: 'rule',
      message: 'The condition can’t be read. There is no field x.',
    });
  });

  it('warns of what nobody comes to', () => {
    const [issue] = validateGraph(graph({ start: manual, exit }, []));
    expect(issue).toMatchObject({ code: 'unreached', node: 'exit', severity: 'warning' });
  });
});
