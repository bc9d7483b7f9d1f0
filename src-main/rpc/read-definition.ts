import * as z from 'zod';
import { LinearWorkflowSchema, WorkflowGraphSchema } from '#shared/contract/workflow-graph.contract.ts';
import { graphOfSteps, type LinearWorkflow } from '#shared/domain/workflow/import-steps.ts';
import type { WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';

/**
 * A definition from outside: the graph as it is exported, or steps in a row. @throws HeraldError that names the place of what is wrong
 */
export function readDefinition(definition: unknown): { name: string | null; graph: WorkflowGraph } {
  const isLinear = typeof definition === 'object' && definition !== null && 'steps' in definition;
  const name = nameIn(definition);
  if (!isLinear) return { name, graph: parsed(WorkflowGraphSchema, graphIn(definition)) };
  const linear = parsed(LinearWorkflowSchema, definition) as LinearWorkflow;
  return { name, graph: parsed(WorkflowGraphSchema, graphOfSteps(linear)) };
}

function nameIn(definition: unknown): string | null {
  const { name } = (definition ?? {}) as { name?: unknown };
  return typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : null;
}

function graphIn(definition: unknown): unknown {
  const { graph } = (definition ?? {}) as { graph?: unknown };
  return graph ?? definition;
}

interface Schema<Value> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: Value }
    | { success: false; error: { issues: readonly { message: string; path: readonly PropertyKey[] }[] } };
}

function parsed<Value>(schema: Schema<Value>, value: unknown): Value {
  const answer = schema.safeParse(value);
  if (answer.success) return answer.data;
  const [issue] = answer.error.issues;
  const field = issue?.path.map(String).join('.') || 'definition';
  throw new HeraldError('INVALID_INPUT', `This is no workflow: ${issue?.message ?? 'it can’t be read.'}`, {
    field: `definition.${field}`,
    hint: 'The published schema says what it looks like.',
    issues: answer.error.issues.map(({ message, path }) => ({ message, path: path.map(String) })),
  });
}

/** The published schema of graphs, as JSON schema. */
export function workflowSchema(): Record<string, unknown> {
  return z.toJSONSchema(WorkflowGraphSchema, { io: 'input' }) as Record<string, unknown>;
}
