/** As what a message is written. Text: of text messages, and of nothing else. Visual: a design of blocks, as JSON. */
export const BODY_KINDS = ['html', 'markdown', 'text', 'visual'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];
