import { expect, it } from 'vitest';
import * as de from '#renderer/app/messages/de/index.ts';
import * as en from '#renderer/app/messages/en/index.ts';

type Words = { [key: string]: string | Words };

function flat(words: Words, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
}

const places = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
const english = new Map(flat(en as unknown as Words));
const german = new Map(flat(de as unknown as Words));

it('says everything in both languages', () => {
  expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
});

it('fills the same places in both languages', () => {
  const differing = [...english].filter(
    ([key, text]) => places(text).join() !== places(german.get(key) ?? '').join() && !/_(one|other)$/.test(key),
  );
  expect(differing).toEqual([]);
});

it('does not shout', () => {
  const loud = [...english, ...german].filter(([, text]) => text.includes('!'));
  expect(loud).toEqual([]);
});
