import { describe, expect, it } from 'vitest';
import { graphOfSteps, type LinearStep } from '#shared/domain/workflow/import-steps.ts';

function drawn(steps: LinearStep[]) {
  const { nodes, edges } = graphOfSteps({ steps });
  return { types: nodes.map(({ type }) => type), edges: edges.map(({ from, port, to }) => `${from} ${port} ${to}`) };
}

describe('steps in a row', () => {
  it('follow one another', () => {
    const { types, edges } = drawn([
      { type: 'send_email', subject: 'Hi', body: 'Hello' },
      { type: 'wait', duration_hours: 24 },
      { type: 'exit' },
    ]);
    expect(types).toEqual(['manual', 'send_email', 'wait', 'exit']);
    expect(edges.sort()).toEqual(['start next step_1', 'step_1 next step_2', 'step_2 next step_3']);
  });

  it('branch to a step by its id, to the end, or into steps of their own that lead back', () => {
    const { edges } = drawn([
      { type: 'if_opened', id: 'read', yes: 'bye', no: [{ type: 'wait', id: 'rest', duration_days: 2 }] },
      { type: 'if_clicked', id: 'went', yes: 'end' },
      { type: 'exit', id: 'bye' },
    ]);
    expect(edges).toEqual(
      expect.arrayContaining(['read yes bye', 'read no rest', 'rest next went', 'went no bye', 'start next read']),
    );
    expect(edges.some((edge) => edge.startsWith('went yes'))).toBe(false);
  });

  it('turn "opened within" into a wait', () => {
    const { nodes } = graphOfSteps({ steps: [{ type: 'if_opened', duration_days: 3 }] });
    expect(nodes[1]).toMatchObject({
      type: 'wait_until',
      when: { kind: 'previous_email', act: 'opened' },
      timeout: { amount: 3, unit: 'days' },
    });
  });

  it('are refused with a sentence where a branch leads nowhere or an id is there twice', () => {
    expect(() => drawn([{ type: 'if_opened', yes: 'nowhere' }])).toThrow('goes to "nowhere" on yes');
    expect(() =>
      drawn([
        { type: 'exit', id: 'a' },
        { type: 'exit', id: 'a' },
      ]),
    ).toThrow('Two steps have the id "a".');
    expect(() => drawn([{ type: 'wait' }])).toThrow('does not say how long');
  });
});
