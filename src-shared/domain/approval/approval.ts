export const APPROVAL_STATES = ['requested', 'approved', 'changes_requested', 'withdrawn'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** What an approval is about. Whoever changes one of these asks again. */
export const APPROVED_PARTS = [
  'subject',
  'preheader',
  'body',
  'translations',
  'push',
  'sender',
  'audience',
  'segments',
  'link_tags',
  'tracking',
  'experiment',
] as const;
export type ApprovedPart = (typeof APPROVED_PARTS)[number];

const NAMES: Record<ApprovedPart, string> = {
  subject: 'subject',
  preheader: 'preheader',
  body: 'text',
  translations: 'text in other languages',
  push: 'link and pictures',
  sender: 'sender',
  audience: 'audience',
  segments: 'rule of a segment of the audience',
  link_tags: 'UTM parameters',
  tracking: 'tracking',
  experiment: 'test',
};

/** "The subject and the audience were changed", as the beginning of a sentence. */
export function sayChanged(parts: readonly ApprovedPart[]): string {
  const names = parts.map((part) => `the ${NAMES[part]}`);
  const last = names.pop() ?? 'something';
  const all = names.length === 0 ? last : `${names.join(', ')} and ${last}`;
  return `${all.charAt(0).toUpperCase()}${all.slice(1)} ${parts.length > 1 ? 'were' : 'was'} changed`;
}

/** Whether a send to so many needs approval; null recipients: nobody has counted them, so that it does. */
export function needsApproval(from_recipients: number | null, recipients: number | null): boolean {
  if (from_recipients === null) return false;
  return recipients === null || recipients >= from_recipients;
}

/** Nobody approves their own work: neither who wrote it nor who asked. */
export function isOwnWork(user_id: string, work: { created_by: string | null; asked_by: string | null }): boolean {
  return user_id === work.created_by || user_id === work.asked_by;
}
