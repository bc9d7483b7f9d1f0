import { client } from '#renderer/data/client.ts';
import type { Workflow } from '#shared/contract/workflow.contract.ts';
import { layoutGraph } from './editor/layout-graph.ts';

/** Said to people as it is, as refusals are. */
class UnreadableFile extends Error {
  readonly code = 'UNREADABLE';
}

/**
 * Makes a workflow of a file. Steps in a row have no places of their own, so that they are arranged. @param unreadable what is said
 * where it is no JSON
 */
export async function importFile(file: File, unreadable: string): Promise<Workflow> {
  const definition = await jsonOf(file);
  if (!definition) throw new UnreadableFile(unreadable);
  const { name: own } = definition as { name?: unknown };
  const name = typeof own === 'string' ? undefined : file.name.replace(/\.json$/i, '').trim() || undefined;
  const made = await client.workflows.import({ name, definition });
  if (!('steps' in definition)) return made;
  return client.workflows.update({ id: made.id, revision: made.revision, graph: layoutGraph(made.draft) });
}

async function jsonOf(file: File): Promise<object | null> {
  try {
    const value: unknown = JSON.parse(await file.text());
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
