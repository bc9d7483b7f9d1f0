import { Block, Design } from './design.ts';

export type ReadDesign = { ok: true; design: Design } | { ok: false; problem: string };

const LARGEST = 2_000_000;

/** The design that a text holds, or in a sentence why it holds none. */
export function readDesign(text: string): ReadDesign {
  if (text.length > LARGEST) {
    return refused('This mail is larger than 2 MB. Take out pictures that were pasted as text, and long passages.');
  }
  try {
    const value: unknown = JSON.parse(text);
    const answer = Design.safeParse(value);
    // As it was written, its keys in their order: what the check gives back is ordered otherwise.
    if (answer.success) return { ok: true, design: value as Design };
    const [issue] = answer.error.issues;
    return refused(`This is no mail made of blocks: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'unknown'}`);
  } catch (error) {
    return refused(
      error instanceof RangeError ? 'This is nested too deeply.' : 'This is no mail made of blocks: it can’t be read.',
    );
  }
}

function refused(problem: string): ReadDesign {
  return { ok: false, problem };
}

/** One block that was kept for other mails; null for anything else. */
export function readBlock(text: string): Block | null {
  try {
    return Block.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
