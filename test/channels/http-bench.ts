import type { ChannelProvider } from '#main/channels/channel-provider.ts';
import { createGuardedFetch } from '#main/platform/guarded-fetch.ts';
import { type FakeAnswer, FakeService, type FakeServiceOptions, type Fault } from '#test/support/fake-service.ts';
import { type ProviderBench, RECIPIENTS } from './provider-suite.ts';

export const NOW = Date.UTC(2026, 2, 2, 9, 30);

/** What an HTTP provider stands on in a test: a door that lets it reach this machine, little patience, a clock that stands. */
export const means = () => ({ fetch: createGuardedFetch({ allow_private: true }), now: () => NOW, timeout: 400 });

export interface HttpBenchOptions<Message> extends Omit<FakeServiceOptions, 'faultOf'> {
  /** How the service says no to somebody, and that it takes nothing just now. */
  refused: FakeAnswer;
  later: FakeAnswer;
  provider(url: string): ChannelProvider<Message>;
  messageTo(name: string): Message;
}

/** The shared suite's view of a service over HTTP. */
export async function httpBench<Message>(options: HttpBenchOptions<Message>): Promise<ProviderBench<Message>> {
  const { refused, later, provider, messageTo } = options;
  const faults: Record<string, Fault> = {
    [RECIPIENTS.refused]: { at: 'answer', answer: refused },
    [RECIPIENTS.later]: { at: 'answer', answer: later },
    [RECIPIENTS.lost_after]: { at: 'drop_after' },
    [RECIPIENTS.slow]: { at: 'silent' },
  };
  const service = await FakeService.start({ ...options, faultOf: (name) => faults[name] });
  return {
    provider: provider(service.url),
    messageTo(name) {
      if (name === RECIPIENTS.lost_before) service.vanish();
      return messageTo(name);
    },
    taken: () => [...service.taken],
    close: () => service.close(),
  };
}

/** What a provider makes of one answer of its service. */
export async function outcomeOf<Message>(
  provider: (url: string) => ChannelProvider<Message>,
  message: Message,
  answer: FakeAnswer,
) {
  const service = await FakeService.start({ recipientOf: () => '', answer: () => answer });
  try {
    const line = await provider(service.url).connect(new AbortController().signal);
    if (!line.ok) return line.outcome;
    return await line.connection.deliver(message, () => Promise.resolve(true));
  } finally {
    await service.close();
  }
}

/** The request with which a provider hands a message over. */
export async function requestOf<Message>(
  provider: (url: string) => ChannelProvider<Message>,
  message: Message,
  answer: FakeAnswer,
) {
  const service = await FakeService.start({ recipientOf: () => '', answer: () => answer });
  try {
    const line = await provider(service.url).connect(new AbortController().signal);
    if (line.ok) await line.connection.deliver(message, () => Promise.resolve(true));
    const [request] = service.requests;
    if (!request) throw new Error('nothing was asked');
    return request;
  } finally {
    await service.close();
  }
}
