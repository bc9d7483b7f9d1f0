import type { BodyKind } from './body-kind.ts';
import type { Translation } from './translation.ts';

/** What a message says, in all its languages. */
export interface MessageContent {
  body_kind: BodyKind;
  subject: string;
  preheader: string;
  body: string;
  translations: Translation[];
}

export const CONTENT_PARTS = ['body_kind', 'subject', 'preheader', 'body', 'translations'] as const;

/** The parts in which two contents differ. */
export function changedParts(one: MessageContent, other: MessageContent): (typeof CONTENT_PARTS)[number][] {
  return CONTENT_PARTS.filter((part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]));
}
