import type { StreamEvent } from '#shared/contract/stream.contract.ts';

export interface ReadEvent {
  id: string;
  data: StreamEvent;
}

export interface OpenStream {
  /** Everything that has arrived. */
  readonly seen: ReadEvent[];
  /** The first event, of those that have come and those still to come, that is `wanted`. */
  until(wanted: (event: ReadEvent) => boolean): Promise<ReadEvent>;
  /** Resolves when the server ends it. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Reads the live stream as a program would: server-sent events over HTTP. */
export async function openStream(url: string, who: { token: string; last_id?: string }): Promise<OpenStream> {
  const end = new AbortController();
  const answer = await fetch(`${url}/api/v1/stream`, {
    signal: end.signal,
    headers: {
      authorization: `Bearer ${who.token}`,
      ...(who.last_id === undefined ? {} : { 'last-event-id': who.last_id }),
    },
  });
  if (answer.status !== 200 || !answer.body) throw new Error(`The stream answered ${answer.status}`);
  const seen: ReadEvent[] = [];
  const waiting = new Set<() => void>();
  const ended = read(answer.body, (event) => {
    seen.push(event);
    for (const look of waiting) look();
  });
  return {
    seen,
    ended,
    until: (wanted) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const event = seen.find(wanted);
          if (!event) return;
          waiting.delete(look);
          clearTimeout(timer);
          resolve(event);
        };
        const timer = setTimeout(() => reject(new Error(`Only came: ${JSON.stringify(seen)}`)), 10_000);
        waiting.add(look);
        look();
      }),
    close: () => end.abort(),
  };
}

async function read(body: ReadableStream<Uint8Array>, take: (event: ReadEvent) => void): Promise<void> {
  let text = '';
  try {
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
        const data = field('data');
        if (field('event') === 'message' && data)
          take({ id: field('id') ?? '', data: JSON.parse(data) as StreamEvent });
      }
    }
  } catch {
    // Closed from this side.
  }
}
