import type { Identity } from '../access/identity.ts';

export type LiveNotice =
  | { type: 'hello'; at: string }
  | { type: 'reset'; at: string }
  | { type: 'changed'; at: string; topics: string[] }
  | { type: 'metrics'; at: string; scope: string; from: number; to: number; values: Record<string, number> }
  | { type: 'signed_out'; at: string; why: 'revoked' | 'expired' };

export interface LiveItem {
  /** `epoch:seq`: whoever shows it again gets what came after. */
  id: string;
  notice: LiveNotice;
}

export interface Watcher {
  identity: Identity;
  /** The id of the last item that arrived before. */
  last_id?: string;
  signal?: AbortSignal;
}

/** The one live stream. Ends with the watcher's session, or when the watcher goes. */
export interface LiveStream {
  watch(watcher: Watcher): AsyncIterableIterator<LiveItem> & { return(): Promise<IteratorResult<LiveItem>> };
  /** Open streams now. */
  readonly watching: number;
}
