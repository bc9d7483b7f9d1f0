import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { topicInvalidator } from '#renderer/data/topic-invalidator.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function invalidator() {
  const asked: string[] = [];
  const { add } = topicInvalidator(
    (topic) => [[topic]],
    ([topic]) => asked.push(String(topic)),
  );
  return { add, asked };
}

it('passes the first notice on at once', () => {
  const { add, asked } = invalidator();
  add(['contacts']);
  expect(asked).toEqual(['contacts']);
});

it('gathers what follows and passes each key on once', () => {
  const { add, asked } = invalidator();
  add(['contacts']);
  for (let notice = 0; notice < 20; notice++) add(['contacts', 'home']);
  vi.advanceTimersByTime(500);
  expect(asked).toEqual(['contacts', 'contacts', 'home']);
});

it('loses no notice that comes last', () => {
  const { add, asked } = invalidator();
  add(['contacts']);
  vi.advanceTimersByTime(499);
  add(['lists']);
  vi.advanceTimersByTime(1);
  expect(asked.at(-1)).toBe('lists');
});
