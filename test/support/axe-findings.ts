import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds serious or critical on a page, one line each; frames hold mails, which are their authors'. Legacy mode, which only
 * differs in frames, stays in the page: the other one opens a tab for its sums and puts the page into the background.
 */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(endOfTransitions);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).exclude('iframe').analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** What fades in has the contrast that is meant only when it is there. What turns for ever is not waited for. */
async function endOfTransitions(): Promise<void> {
  const passing = document
    .getAnimations()
    .filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().iterations !== Infinity);
  await Promise.allSettled(passing.map(({ finished }) => finished));
}
