import type { Tx } from '#main/db/access.ts';
import { findContactZone, findReachableContact } from '#main/repositories/contact/contact.repo.ts';
import type { Clause } from '#main/repositories/contact/contact-filter.sql.ts';
import {
  dueEnrolments,
  type EnrolmentRow,
  insertStep,
  nextDue,
  openEnrolments,
  saveEnrolment,
  wakeDirty,
} from '#main/repositories/workflow/enrolment.repo.ts';
import { findWorkflow, findWorkflowByNo, liveWorkflows } from '#main/repositories/workflow/workflow.repo.ts';
import { CountChanges } from '#main/repositories/workflow/workflow-count.repo.ts';
import { hasSignals, takeSignals } from '#main/repositories/workflow/workflow-trigger.repo.ts';
import { advanceEnrolment, listensTo } from '#shared/domain/workflow/advance-enrolment.ts';
import type { Effect, Ending, Enrolment, Reason } from '#shared/domain/workflow/enrolment.ts';
import { isHeraldError } from '#shared/kernel/herald-error.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { doEffect } from './do-effect.ts';
import { endEnrolment } from './end-enrolment.ts';
import { enrolContact } from './enrol-contact.ts';
import { letInSome } from './enrol-segment.ts';
import { EnrolmentFacts, Moment } from './enrolment-facts.ts';
import { type LoadedVersion, LoadedVersions } from './loaded-version.ts';
import { lookAtDays } from './look-at-days.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue' | 'log'>;

/** How long other writers may have to wait for one transaction, in milliseconds. */
const TURN = 50;
/** A commit takes as long for few as for many: fewer would be no shorter. */
const FEWEST = 250;
const MOST = 2_000;
/** Nodes that one contact passes at once; whoever has more before them goes on in the next transaction. */
const NODES_AT_ONCE = 50;

/**
 * Moves people through live workflows. Each call of `step` is one short transaction: what happened lets people enter or wakes them,
 * and who is due takes steps. Everything that is known stands in the tables, so that it goes on after a crash where it was.
 */
export class WorkflowEngine {
  readonly #ctx: Context;
  readonly #versions: LoadedVersions;
  readonly #clauses = new Map<string, Clause>();
  #live: { no: number; id: string }[] = [];
  #turn = 0;
  #batch = FEWEST;

  constructor(ctx: Context) {
    this.#ctx = ctx;
    this.#versions = new LoadedVersions(ctx.db.reader);
  }

  /** Workflows have been published, paused or gone on; or segments and fields that their rules name have changed. */
  align(): void {
    this.#clauses.clear();
    this.#live = liveWorkflows(this.#ctx.db.reader);
  }

  /** Does some of what waits. @returns whether there may be more */
  step(): boolean {
    if (this.#live.length === 0) return false;
    const started = performance.now();
    const isMore =
      this.#enter() ||
      this.#advance() ||
      lookAtDays(this.#ctx, this.#batch * 10) ||
      letInSome(this.#ctx, this.#batch * 10);
    const wanted = (this.#batch * TURN) / Math.max(1, performance.now() - started);
    if (isMore) this.#batch = Math.round(Math.min(MOST, Math.max(FEWEST, Math.min(wanted, this.#batch * 2))));
    return isMore;
  }

  /** When somebody is due next; null: nobody is, until something happens. */
  nextDue(): Millis | null {
    const dues = this.#live.flatMap(({ no }) => nextDue(this.#ctx.db.reader, no) ?? []);
    return dues.length === 0 ? null : Math.min(...dues);
  }

  /** Signals first: whoever enters is due at once, and whoever is woken as well. */
  #enter(): boolean {
    const { db, clock, ids } = this.#ctx;
    if (!hasSignals(db.reader)) return false;
    return db.write((tx) => {
      const counts = new CountChanges();
      const now = clock.now();
      const signals = takeSignals(tx, this.#batch);
      const versions = new Map(
        [...new Set(signals.map((signal) => signal.workflow_no))].map((no) => [no, this.#liveVersion(tx, no)]),
      );
      for (const { workflow_no, node, contact_no } of signals) {
        const version = versions.get(workflow_no);
        if (!version?.nodes.has(node)) continue;
        const entry = { workflow_no, version_no: version.no, node, contact_no, at: now };
        enrolContact(tx, { ids, counts }, { ...entry, settings: version.graph.settings });
      }
      const woken = wakeDirty(tx, { now, limit: this.#batch });
      counts.write(tx);
      this.#touch(tx, new Set(signals.map(({ workflow_no }) => workflow_no)));
      return signals.length + woken > 0;
    });
  }

  /** A batch of one workflow, each in turn. */
  #advance(): boolean {
    const { db, clock } = this.#ctx;
    const now = clock.now();
    for (let tries = this.#live.length; tries > 0; tries--) {
      const workflow = this.#live[this.#turn++ % this.#live.length];
      const due = workflow && nextDue(db.reader, workflow.no);
      if (!workflow || due === null || due === undefined || due > now) continue;
      db.write((tx) => {
        const moment = new Moment(tx, now, this.#clauses);
        const counts = new CountChanges();
        const rows = dueEnrolments(tx, { workflow_no: workflow.no, now, limit: this.#batch });
        for (const row of rows) this.#pass(tx, row, { moment, counts });
        counts.write(tx);
        this.#touch(tx, new Set([workflow.no]));
      });
      return true;
    }
    return false;
  }

  /** All steps that one contact can take now. */
  #pass(tx: Tx, row: EnrolmentRow, { moment, counts }: { moment: Moment; counts: CountChanges }): void {
    const timezone = findContactZone(tx, row.contact_no);
    const version = this.#versions.get(row.version_no);
    if (timezone === undefined || !version) {
      endEnrolment(tx, row, { ended: 'contact_gone', at: moment.now, counts });
      return;
    }
    const facts = new EnrolmentFacts(tx, moment, { version, row, timezone });
    const step = { version, moment, counts };
    for (let nodes = 0; nodes < NODES_AT_ONCE && this.#take(tx, row, facts, step); nodes++);
    saveEnrolment(tx, row);
  }

  /**
   * One step. What goes wrong is this contact's alone: it is undone and told, and they stay at the node until somebody decides.
   * @returns whether they may take another
   */
  #take(tx: Tx, row: EnrolmentRow, facts: EnrolmentFacts, step: Step): boolean {
    const { version, moment, counts } = step;
    try {
      const { enrolment, effects, passage } = advanceEnrolment(version.graph, enrolmentOf(row), facts, moment.now);
      const told = effects.length > 0 ? this.#doAll(tx, effects, row, step) : null;
      if (passage) insertStep(tx, row.no, told ? { ...passage, reason: told } : passage);
      if (passage?.port) counts.add(row.workflow_no, passage.node, `left:${passage.port}`);
      if (passage) Object.assign(row, { answer: null, error: null });
      this.#note(row, enrolment, step);
      return passage !== null && enrolment.state === 'active';
    } catch (error) {
      if (!(error instanceof Error) || isOfTheMachine(error)) throw error;
      this.#note(row, { ...enrolmentOf(row), state: 'failed', due: null }, step);
      row.error = error.message;
      this.#ctx.log.warn({ enrolment: row.id, node: row.node, err: error }, 'a step of a workflow failed');
      return false;
    }
  }

  /** All effects of a step or none. @returns how the trace tells them; null: as the step says */
  #doAll(tx: Tx, effects: readonly Effect[], row: EnrolmentRow, step: Step): Reason | null {
    const counts = new CountChanges();
    let told: Reason | null = null;
    tx.sql('SAVEPOINT effects').run();
    try {
      for (const effect of effects) told = this.#effect(tx, { ...step, counts, row, effect }) ?? told;
    } catch (error) {
      tx.sql('ROLLBACK TO effects').run();
      tx.sql('RELEASE effects').run();
      throw error;
    }
    tx.sql('RELEASE effects').run();
    step.counts.addAll(counts);
    return told;
  }

  #effect(
    tx: Tx,
    { row, version, effect, moment, counts }: Step & { effect: Effect; row: EnrolmentRow },
  ): Reason | null {
    const node = version.nodes.get(row.node);
    const contact = findReachableContact(tx, row.contact_no);
    if (!node || !contact) return null;
    const other = (change: 'start' | 'stop', workflow_id: string) =>
      this.#other(tx, { row, change, workflow_id, now: moment.now, counts });
    return doEffect(this.#ctx, tx, effect, { row, version, node, contact, now: moment.now, other });
  }

  /** Where somebody is now, in the row and in the sums. */
  #note(row: EnrolmentRow, enrolment: Enrolment, { version, moment, counts }: Step): void {
    const { workflow_no } = row;
    counts.add(workflow_no, row.node, 'here', -1);
    if (enrolment.state === 'active') counts.add(workflow_no, enrolment.node, 'here');
    if (enrolment.state === 'failed') counts.add(workflow_no, enrolment.node, 'failed');
    if (enrolment.ended) counts.add(workflow_no, '', `ended:${enrolment.ended}`);
    const { state, node, visit, since, waits, due, deadline, goals, ended } = enrolment;
    Object.assign(row, { state, node, visit, since, waits, deadline, ended, due_at: due });
    row.goals = JSON.stringify(goals);
    row.listens = state === 'active' && listensTo(version.graph, enrolment).length > 0 ? 1 : 0;
    row.ended_at = state === 'ended' ? moment.now : null;
    if (state === 'failed') row.error ??= 'The node at which they stand is gone.';
  }

  #other(
    tx: Tx,
    {
      row,
      change,
      workflow_id,
      now,
      counts,
    }: { row: EnrolmentRow; change: 'start' | 'stop'; workflow_id: string; now: Millis; counts: CountChanges },
  ): Reason {
    const workflow = findWorkflow(tx, workflow_id);
    if (!workflow) return { code: 'skipped', why: 'gone' };
    if (change === 'stop') {
      const others = openEnrolments(tx, workflow.no, row.contact_no).filter(({ no }) => no !== row.no);
      for (const one of others) endEnrolment(tx, one, { ended: 'stopped', at: now, counts });
      return others.length > 0 ? { code: 'done' } : { code: 'unchanged' };
    }
    const version = workflow.state === 'live' ? this.#liveVersion(tx, workflow.no) : undefined;
    const trigger = version?.graph.nodes.find(({ type }) => type === 'manual');
    if (!version || !trigger) return { code: 'skipped', why: 'not_live' };
    const obstacle = enrolContact(
      tx,
      { ids: this.#ctx.ids, counts },
      {
        workflow_no: workflow.no,
        version_no: version.no,
        settings: version.graph.settings,
        node: trigger.id,
        contact_no: row.contact_no,
        at: now,
        depth: row.depth + 1,
      },
    );
    return obstacle ? { code: 'skipped', why: obstacle } : { code: 'done' };
  }

  #liveVersion(tx: Tx, workflow_no: number): LoadedVersion | undefined {
    const workflow = findWorkflowByNo(tx, workflow_no);
    if (workflow?.state !== 'live' || workflow.live_no === null) return undefined;
    return this.#versions.get(workflow.live_no);
  }

  #touch(tx: Tx, workflow_nos: ReadonlySet<number>): void {
    for (const { no, id } of this.#live) if (workflow_nos.has(no)) tx.touch(`workflow-stats:${id}`);
  }
}

interface Step {
  version: LoadedVersion;
  moment: Moment;
  counts: CountChanges;
}

function enrolmentOf(row: EnrolmentRow): Enrolment {
  const { no, state, node, visit, since, entered_at, waits, due_at, deadline, goals, ended } = row;
  return {
    state,
    node,
    visit,
    since,
    entered: entered_at,
    waits,
    due: due_at,
    deadline,
    goals: JSON.parse(goals) as string[],
    seed: no,
    ended: ended as Ending | null,
  };
}

/** A database or a disk that refuses: it has nothing to do with this contact or this node. */
function isOfTheMachine(error: Error): boolean {
  if (isHeraldError(error)) return error.code === 'DISK_FULL';
  return 'code' in error && typeof error.code === 'string' && (/^SQLITE/.test(error.code) || 'syscall' in error);
}
