import { weaknessOf } from '#shared/domain/weak-password.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';

/** Refuses a password that would be guessed. Its length is checked by the contract. */
export function refuseWeakPassword(password: string, known: readonly string[], field = 'password'): void {
  const weakness = weaknessOf(password, known);
  if (weakness) {
    throw new HeraldError('INVALID_INPUT', weakness, {
      field,
      hint: 'Use a few words that only you would put together.',
    });
  }
}
