import { type GuardedFetch, NoAnswer } from '#main/platform/guarded-fetch.ts';
import { findContactByNo } from '#main/repositories/contact/contact.repo.ts';
import { findEnrolmentByNo, saveAnswer } from '#main/repositories/workflow/enrolment.repo.ts';
import { findVersion, findWorkflowByNo } from '#main/repositories/workflow/workflow.repo.ts';
import { nodeOf } from '#shared/domain/workflow/workflow-graph.ts';
import { instantOf, SECOND } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'fetch'>;

const PATIENCE = 10 * SECOND;
/** Over about two hours; then it counts as failed. */
export const CALL_ATTEMPTS = 12;

/**
 * Tells another system that somebody has come to a node. It may be told twice, under the same Idempotency-Key, where its answer was
 * lost. A refusal (4xx) is final; no answer, or an error of the system, is tried again.
 */
export async function callWebhook(
  ctx: Context,
  key: { enrolment_no: number; visit: number },
  attempt: number,
): Promise<void> {
  const { reader } = ctx.db;
  const row = findEnrolmentByNo(reader, key.enrolment_no);
  if (!row || row.visit !== key.visit || row.state !== 'active') return;
  const version = findVersion(reader, row.version_no);
  const node = version && nodeOf(version.graph, row.node);
  const contact = findContactByNo(reader, row.contact_no);
  const workflow = findWorkflowByNo(reader, row.workflow_no);
  if (node?.type !== 'webhook' || !contact || !workflow) return;
  const { id, email, phone, external_id, first_name, last_name, company, city, country, locale, timezone, attributes } =
    contact;
  const person = { id, email, phone, external_id, first_name, last_name, company, city, country, locale, timezone };
  const told = {
    workflow: { id: workflow.id, name: workflow.name },
    node: { id: node.id, name: node.name },
    enrolment_id: row.id,
    entered_at: instantOf(row.entered_at),
    contact: { ...person, attributes },
  };
  const problem = await post(ctx.fetch, node.url, { told, once: `${row.id}:${row.visit}` });
  if (problem?.again && attempt < CALL_ATTEMPTS) throw new Error(problem.said);
  ctx.db.write((tx) => {
    const answer = problem ? 'failed' : 'ok';
    if (!saveAnswer(tx, key, { answer, error: problem?.said ?? null, at: ctx.clock.now() })) return;
    tx.touch(`workflow-stats:${workflow.id}`);
  });
}

interface Problem {
  said: string;
  again: boolean;
}

async function post(
  fetch: GuardedFetch,
  url: string,
  { told, once }: { told: object; once: string },
): Promise<Problem | null> {
  try {
    const { status } = await fetch({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', 'idempotency-key': once, 'user-agent': 'Herald' },
      body: JSON.stringify(told),
      timeout: PATIENCE,
    });
    if (status >= 200 && status < 300) return null;
    const again = status >= 500 || status === 429 || status === 408;
    return { said: `The system answered with ${status}.`, again };
  } catch (error) {
    // A request that can't even be made will not be made later either.
    if (!(error instanceof NoAnswer)) return { said: String(error), again: false };
    const again = error.code !== 'EPRIVATE' && error.code !== 'EPROTOCOL' && error.code !== 'ETOOLONG';
    return { said: error.message, again };
  }
}
