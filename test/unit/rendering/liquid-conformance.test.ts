import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { engineOf, type TextMode } from '#main/rendering/liquid-engine.ts';
import type { MergeData } from '#main/rendering/merge-data.ts';
import { APP_ROOT } from '#test/support/app-root.ts';

interface Case {
  name: string;
  template: string;
  data?: object;
  /** Other files that the template reads. */
  templates?: object;
  result?: string;
  results?: string[];
  invalid?: boolean;
  mode?: 'html' | 'text' | 'subject';
  liquidjs_10_30_1_passes?: boolean;
}

const read = (file: string) => JSON.parse(readFileSync(join(APP_ROOT, 'test/fixtures/liquid', file), 'utf8'));
const golden: Case[] = read('golden-liquid.json').tests;
const own: Case[] = read('own.json');

function passes({ template, data = {}, mode = 'text', ...wanted }: Case): boolean {
  const engine = engineOf((mode === 'html' ? 'html' : 'plain') satisfies TextMode);
  try {
    const said = engine
      .parse(template)
      .map(engine.open(data as MergeData))
      .join('');
    return !wanted.invalid && (wanted.results ?? [wanted.result]).includes(said);
  } catch {
    return wanted.invalid === true;
  }
}

// A template reaches no file, so that those made of several are none of ours.
const ofOneFile = golden.filter(({ templates }) => !templates);

it('reads templates no worse than the library does by itself', () => {
  const theirs = ofOneFile.filter(({ liquidjs_10_30_1_passes }) => liquidjs_10_30_1_passes);
  expect(theirs.length).toBeGreaterThan(400);
  expect(theirs.filter((one) => !passes(one)).map(({ name }) => name)).toEqual([]);
});

it.each(own)('in mail: $name', (one) => {
  expect(passes(one)).toBe(true);
});
