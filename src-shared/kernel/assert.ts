/** Fails loudly on what can only be a mistake in Herald itself. */
export function assert(claim: unknown, message: string): asserts claim {
  if (!claim) throw new Error(`Broken assumption: ${message}`);
}
