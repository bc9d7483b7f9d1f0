import type { MessageSource } from '#main/rendering/compile-message.ts';
import { placeOf, type TemplatePlace } from '#shared/domain/preflight/template-place.ts';

/** Where a text stands in a part of the message. Blocks have no lines that anybody sees. */
export function placeIn(source: MessageSource, part: TemplatePlace['part'], text: string): TemplatePlace | null {
  return part === 'body' && source.body_kind === 'visual' ? null : placeOf(part, source[part], text);
}
