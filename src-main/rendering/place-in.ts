import type { Block } from '#shared/domain/design/design.ts';
import { everyBlock } from '#shared/domain/design/edit-design.ts';
import { firstWords } from '#shared/domain/design/first-words.ts';
import { readDesign } from '#shared/domain/design/read-design.ts';
import { placeOf, type TemplatePlace } from '#shared/domain/preflight/template-place.ts';
import type { MessageSource } from './compile-message.ts';
import type { TemplateProblem } from './render-error.ts';

/** Where a text stands in a part of a message: by line and column, or by the block that says it. */
export function placeIn(source: MessageSource, part: TemplatePlace['part'], text: string): TemplatePlace {
  if (!isVisual(source, part)) return placeOf(part, source[part], text);
  const written = JSON.stringify(text).slice(1, -1);
  // Rows come before what stands in them, and would hold the text as well.
  const block = blocksOf(source).findLast((one) => written !== '' && JSON.stringify(one).includes(written));
  return inBlock(part, block);
}

/** Where what keeps a message from being filled in has its place. */
export function placeOfProblem(
  source: MessageSource,
  { part, line, column, block }: Omit<TemplateProblem, 'message'>,
): TemplatePlace {
  if (!isVisual(source, part)) return { part, line, column };
  return inBlock(part, block === undefined ? undefined : blocksOf(source).find(({ id }) => id === block));
}

export function isVisual({ body_kind }: Pick<MessageSource, 'body_kind'>, part: TemplatePlace['part']): boolean {
  return part === 'body' && body_kind === 'visual';
}

function blocksOf({ body }: MessageSource): Block[] {
  const answer = readDesign(body);
  return answer.ok ? everyBlock(answer.design) : [];
}

function inBlock(part: TemplatePlace['part'], block: Block | undefined): TemplatePlace {
  const nowhere = { part, line: null, column: null };
  return block ? { ...nowhere, block: { id: block.id, kind: block.kind, words: firstWords(block) } } : nowhere;
}
