import { useRef, useState } from 'react';
import { client } from '#renderer/data/client.ts';
import { MOST_ENTRIES } from '#shared/contract/suppression.contract.ts';
import type { SuppressionReason } from '#shared/domain/contact-status.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { type Entry, EntryReader, guessLayout } from './read-entries.ts';

export interface Adding {
  state: 'idle' | 'running' | 'done' | 'stopped' | 'failed';
  read: number;
  added: number;
  known: number;
  /** Lines that could not be read, with the reason; the first hundred thousand of them. */
  rejected: { address: string; problem: Reason }[];
  error: unknown;
}

const NOTHING: Adding = { state: 'idle', read: 0, added: 0, known: 0, rejected: [], error: null };
const AT_ONCE = Math.min(5_000, MOST_ENTRIES);
const MOST_REJECTED = 100_000;

/** Adds entries a few thousand at a time. Doing it again with the same file adds nothing twice, so it may be stopped at any point. */
export function useAdding() {
  const [adding, setAdding] = useState<Adding>(NOTHING);
  const stop = useRef<AbortController | null>(null);

  async function run(batches: AsyncIterable<Entry[]>, reason: SuppressionReason, source: 'user' | 'import') {
    const controller = new AbortController();
    stop.current = controller;
    let sum: Adding = { ...NOTHING, state: 'running' };
    setAdding(sum);
    try {
      for await (const entries of batches) {
        if (controller.signal.aborted) break;
        const answer = await client.suppressions.add({ entries, reason, source });
        sum = {
          ...sum,
          read: sum.read + entries.length,
          added: sum.added + answer.added,
          known: sum.known + answer.known,
          rejected: [...sum.rejected, ...answer.rejected].slice(0, MOST_REJECTED),
        };
        setAdding(sum);
      }
      setAdding({ ...sum, state: controller.signal.aborted ? 'stopped' : 'done' });
    } catch (error) {
      setAdding({ ...sum, state: 'failed', error });
    }
  }

  return { adding, run, stop: () => stop.current?.abort() };
}

export async function* batchesOf(entries: readonly Entry[]): AsyncGenerator<Entry[]> {
  for (let start = 0; start < entries.length; start += AT_ONCE) yield entries.slice(start, start + AT_ONCE);
}

/** The entries of a file, however long it is. */
export async function* batchesOfFile(file: File): AsyncGenerator<Entry[]> {
  const reader = new EntryReader(guessLayout(await headOf(file)));
  let waiting: Entry[] = [];
  const decoder = new TextDecoder();
  for (let at = 0; at < file.size; at += PIECE) {
    const bytes = await file.slice(at, at + PIECE).arrayBuffer();
    waiting.push(...reader.push(decoder.decode(bytes, { stream: true })));
    while (waiting.length >= AT_ONCE) {
      yield waiting.slice(0, AT_ONCE);
      waiting = waiting.slice(AT_ONCE);
    }
  }
  waiting.push(...reader.push(decoder.decode()), ...reader.end());
  yield* batchesOf(waiting);
}

const PIECE = 256 * 1024;

export async function headOf(file: File): Promise<string> {
  return new TextDecoder().decode(await file.slice(0, 64 * 1024).arrayBuffer());
}
