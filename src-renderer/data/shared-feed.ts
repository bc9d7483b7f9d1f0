import type { StreamItem } from './change-feed.ts';
import type { ConnectionState } from './connection.store.ts';

const NAME = 'herald-stream';

type Message = { kind: 'item'; item: StreamItem } | { kind: 'state'; state: ConnectionState } | { kind: 'who' };

interface Listener {
  onItem(item: StreamItem): void;
  onState(state: ConnectionState): void;
}

export interface SharedFeed {
  /** Runs `lead` in the one tab that holds the line; it is called when this tab becomes that one. */
  lead(lead: (lastEventId: string | undefined) => Promise<void>): void;
  tell(message: Message): void;
}

/** Browsers allow six connections a host, so that one tab of an account holds the stream and the others listen to it. */
export function shareFeed(account: string, { onItem, onState }: Listener, signal: AbortSignal): SharedFeed {
  const channel = new BroadcastChannel(`${NAME}:${account}`);
  let lastEventId: string | undefined;
  let state: ConnectionState | undefined;
  let leads = false;
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'who') {
      if (leads && state) channel.postMessage({ kind: 'state', state } satisfies Message);
      return;
    }
    if (data.kind === 'state') return onState(data.state);
    lastEventId = data.item.id ?? lastEventId;
    onItem(data.item);
  };
  signal.addEventListener('abort', () => channel.close(), { once: true });
  return {
    lead(run) {
      channel.postMessage({ kind: 'who' } satisfies Message);
      const become = () => {
        leads = true;
        return run(lastEventId);
      };
      // Locks exist only in secure contexts: elsewhere each tab holds its own line.
      if (!('locks' in navigator)) void become();
      else navigator.locks.request(`${NAME}:${account}`, { signal }, become).catch(() => undefined);
    },
    tell(message) {
      if (message.kind === 'state') state = message.state;
      if (!signal.aborted) channel.postMessage(message);
    },
  };
}
