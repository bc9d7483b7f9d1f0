import { type CompiledMessage, compileMessage } from '#main/rendering/compile-message.ts';
import { fillText } from '#main/rendering/compiled-text.ts';
import { type MergeContact, type MergeData, mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import type { MessageContent } from '#main/repositories/transactional/transactional.repo.ts';

/** A single message compiled: nothing is tracked in it, and it gets no footer. */
export function compileSingle(content: MessageContent, base_url: string): CompiledMessage {
  return compileMessage(content, { base_url, track_opens: false, track_clicks: false, footer: false });
}

/** The person's fields, and over them what the program gave. Where a text leads to preferences, that is where to ask for the link; it has no page of its own. */
export function singleMergeData(person: MergeContact, data: Record<string, unknown>, base_url: string): MergeData {
  const ask = `${base_url}/p/`;
  const addresses = mergeAddressesOf('', { unsubscribe: ask, preferences: ask, view: `${base_url}/v/` });
  return { ...mergeDataOf(person, addresses), ...data, ...addresses } as MergeData;
}

export function fillSingle(
  compiled: CompiledMessage,
  data: MergeData,
): { subject: string; html: string; text: string } {
  return {
    subject: fillText(compiled.subject, data),
    html: fillText(compiled.html, data),
    text: fillText(compiled.text, data),
  };
}

/** Somebody of whom only the address is known. */
export function strangerAt(email: string): MergeContact {
  const nothing = { first_name: '', last_name: '', company: '', city: '', country: '', locale: '', timezone: '' };
  return { id: '', email, ...nothing, attributes: {} };
}
