/** What a timeline can be narrowed to. */
export const TIMELINE_KINDS = ['mail', 'event', 'note', 'list', 'tag', 'segment', 'change'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];
