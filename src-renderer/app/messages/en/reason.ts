import { REASON_WORDS } from '#shared/domain/reason/reason-words.ts';

/** Why something can't be taken or could not go on: the words that files and programs get, too. */
export const reason: Record<keyof typeof REASON_WORDS | 'quoted' | 'this_value', string> = {
  ...REASON_WORDS,
  quoted: '"{{value}}"',
  this_value: 'This value',
};
