import type { BodyKind } from '#shared/domain/campaign/body-kind.ts';

/** What the body of a message is, and what it is written as. */
export interface BodyText {
  body_kind: BodyKind;
  body: string;
}
