import type { Experiment } from '#shared/contract/experiment.contract.ts';
import { comparesVariants } from '#shared/domain/experiment/experiment.ts';
import type { SendTime } from './send-time.ts';

interface Shares {
  held: number;
  /** Who gets each variant at first. */
  each: number;
  /** Who waits for the outcome. */
  rest: number;
}

/** About how many people are where: who exactly is drawn by chance when it starts. */
export function sharesOf(experiment: Experiment, people: number): Shares {
  const { hold_out_percent, sample_percent, variants } = experiment;
  const held = Math.round((people * hold_out_percent) / 100);
  if (!comparesVariants(experiment)) return { held, each: people - held, rest: 0 };
  const sample = Math.round(((people - held) * sample_percent) / 100);
  return { held, each: Math.round(sample / variants.length), rest: people - held - sample };
}

/** What keeps a test from beginning at these times; null: nothing. */
export function clashOf(experiment: Experiment, { when, spread_minutes }: SendTime): 'repeat' | 'pace' | null {
  if (when === 'repeat') return 'repeat';
  if (!comparesVariants(experiment)) return null;
  return when === 'recipient' || spread_minutes !== null ? 'pace' : null;
}
