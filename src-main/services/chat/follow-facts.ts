import { factsAfter, lastFact, readSoFar, saveSoFar, type ToldFact } from '#main/repositories/chat/told-fact.repo.ts';
import { listSenders, type SenderRow } from '#main/repositories/sending/sender.repo.ts';
import { noticeOf, noticesIn, TOLD_FACTS } from '#shared/domain/chat/team-notice.ts';
import { millisOf } from '#shared/kernel/instant.ts';
import { settingsOf } from '../sending/provider-account-of.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'queue'>;

/** So many facts that tell nobody anything are read at most once more after a start. */
const SAVE_EVERY = 1_000;

/**
 * Reads on in the fact log and asks for a message to each hook that wants to be told. How far it has read is written in the same
 * transaction, so each fact is asked for once, whatever happens between.
 */
export class FactFollower {
  readonly #ctx: Context;
  /** Up to here there is nothing more to tell; ahead of what is written, since most facts tell nobody anything. */
  #looked = 0;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  look(): void {
    const { reader } = this.#ctx.db;
    const end = lastFact(reader);
    const saved = readSoFar(reader);
    const from = Math.max(this.#looked, saved);
    if (end <= from) return;
    const isAny = factsAfter(reader, from, TOLD_FACTS).length > 0;
    if (isAny || end - saved >= SAVE_EVERY) this.#tell(from, end);
    this.#looked = isAny ? readSoFar(reader) : end;
  }

  #tell(from: number, end: number): void {
    const { db, queue } = this.#ctx;
    db.write((tx) => {
      const facts = factsAfter(tx, from, TOLD_FACTS);
      const hooks = listSenders(tx).filter(({ channel }) => channel === 'chat');
      for (const fact of facts) {
        for (const { id: sender_id } of hooks.filter((hook) => wants(hook, fact))) {
          const payload = { sender_id, fact_id: fact.id };
          queue.enqueue(tx, 'chat.tell', payload, { key: `${sender_id} ${fact.id}` });
        }
      }
      saveSoFar(tx, facts.at(-1)?.seq ?? end);
    });
  }
}

function wants(hook: SenderRow, fact: ToldFact): boolean {
  const notice = noticeOf(fact);
  const isOwn = fact.subject === `sender:${hook.id}`;
  const isOld = fact.at < millisOf(hook.created_at);
  return notice !== null && !isOwn && !isOld && noticesIn(settingsOf(hook).tells).includes(notice);
}
