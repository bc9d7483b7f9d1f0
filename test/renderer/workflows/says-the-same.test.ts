import { describe, expect, it } from 'vitest';
import { saysTheSame } from '#renderer/features/workflows/editor/says-the-same.ts';
import { DEFAULT_SETTINGS, type WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';

const graph: WorkflowGraph = { settings: DEFAULT_SETTINGS, nodes: [], edges: [] };
const mine = { graph, words: { name: 'Welcome ', description: '' } };

describe('what the server has', () => {
  it('is the same after publishing, so that what is being written stays', () => {
    expect(saysTheSame({ name: 'Welcome', description: '', draft: { ...graph } }, mine)).toBe(true);
  });

  it.each([
    { name: 'Greeting', description: '', draft: graph },
    { name: 'Welcome', description: 'For all', draft: graph },
    { name: 'Welcome', description: '', draft: { ...graph, edges: [{ from: 'a', port: 'next', to: 'b' }] } },
  ])('is not when somebody else has given it another name, description or drawing: %o', (theirs) => {
    expect(saysTheSame(theirs, mine)).toBe(false);
  });
});
