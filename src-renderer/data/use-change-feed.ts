import { getEventMeta } from '@orpc/client';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type FeedPorts, runChangeFeed, type StreamItem } from './change-feed.ts';
import { client } from './client.ts';
import { type ConnectionState, useConnection } from './connection.store.ts';
import { applyMetrics, forgetMetrics } from './metrics.store.ts';
import { isRefusal } from './refusal.ts';
import { endSession, SESSION_KEY } from './session.ts';
import { shareFeed } from './shared-feed.ts';
import { whenStreamPulses } from './stream-pulse.ts';
import { topicInvalidator } from './topic-invalidator.ts';
import { keysOf } from './topic-keys.ts';

/** Keeps every query true while somebody is signed in. Called once, by the frame. */
export function useChangeFeed(account: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    const end = new AbortController();
    follow(account, queries, end.signal);
    return () => {
      end.abort();
      forgetMetrics();
      useConnection.setState({ state: 'connecting', last_seen_at: null });
    };
  }, [account, queries]);
}

function follow(account: string, queries: QueryClient, signal: AbortSignal): void {
  const invalidator = topicInvalidator(keysOf, (queryKey) => queries.invalidateQueries({ queryKey }));
  signal.addEventListener('abort', () => invalidator.stop(), { once: true });
  const receive = (item: StreamItem) => apply(item, queries, invalidator.add);
  const shared = shareFeed(account, { onItem: receive, onState: report }, signal);
  const ports: FeedPorts = {
    open: openStream,
    receive(item) {
      receive(item);
      shared.tell({ kind: 'item', item });
    },
    report(state) {
      report(state);
      shared.tell({ kind: 'state', state });
    },
    onWake,
    onPulse: whenStreamPulses,
    isSignedOut(error) {
      const signedOut = isRefusal(error, 'UNAUTHENTICATED');
      if (signedOut) endSession(queries);
      return signedOut;
    },
    now: Date.now,
    random: Math.random,
  };
  shared.lead((lastEventId) => runChangeFeed(ports, signal, lastEventId));
}

function apply({ event }: StreamItem, queries: QueryClient, add: (topics: readonly string[]) => void): void {
  if (event.type === 'changed') add(event.topics);
  if (event.type === 'metrics' && !applyMetrics(event)) {
    add([event.scope === 'home' ? 'home' : event.scope.replace(/^campaign:/, 'campaign-stats:')]);
  }
  if (event.type === 'reset') {
    forgetMetrics();
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
  }
  if (event.type === 'signed_out') endSession(queries);
}

function report(state: ConnectionState): void {
  useConnection.setState(state === 'live' ? { state, last_seen_at: Date.now() } : { state });
}

async function openStream({ signal, lastEventId }: Parameters<FeedPorts['open']>[0]) {
  const events = await client.stream.watch(undefined, { signal, lastEventId });
  return (async function* (): AsyncGenerator<StreamItem> {
    // The library hands out proxies that carry the id; a plain copy can be told to other tabs.
    for await (const event of events) yield { event: { ...event }, id: getEventMeta(event)?.id };
  })();
}

function onWake(listener: () => void): () => void {
  const visible = () => document.visibilityState === 'visible' && listener();
  addEventListener('focus', listener);
  addEventListener('online', listener);
  document.addEventListener('visibilitychange', visible);
  return () => {
    removeEventListener('focus', listener);
    removeEventListener('online', listener);
    document.removeEventListener('visibilitychange', visible);
  };
}
