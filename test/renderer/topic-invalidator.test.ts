import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { topicInvalidator } from '#renderer/data/topic-invalidator.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Each fetch takes `took` milliseconds. */
function invalidator(took = 0) {
  const asked: string[] = [];
  const { add } = topicInvalidator(
    (topic) => [[topic]],
    ([topic]) => {
      asked.push(String(topic));
      return new Promise((resolve) => setTimeout(resolve, took));
    },
  );
  return { add, asked };
}

it('passes the first notice on at once', () => {
  const { add, asked } = invalidator();
  add(['contacts']);
  expect(asked).toEqual(['contacts']);
});

it('gathers what follows and passes each key on once', async () => {
  const { add, asked } = invalidator();
  add(['contacts']);
  for (let notice = 0; notice < 20; notice++) add(['contacts', 'home']);
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toEqual(['contacts', 'contacts', 'home']);
});

it('loses no notice that comes last', async () => {
  const { add, asked } = invalidator();
  add(['contacts']);
  await vi.advanceTimersByTimeAsync(499);
  add(['lists']);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked.at(-1)).toBe('lists');
});

it('lets a slow fetch end before the next, however often its topic changes', async () => {
  const { add, asked } = invalidator(3_000);
  for (let passed = 0; passed < 6_000; passed += 250) {
    add(['home']);
    await vi.advanceTimersByTimeAsync(250);
  }
  expect(asked).toHaveLength(3);
});

it('does not hold one key back for the fetch of another', async () => {
  const { add, asked } = invalidator(3_000);
  add(['home']);
  add(['lists']);
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toEqual(['home', 'lists']);
});
