import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '#renderer/data/client.ts';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { Oddity } from '#shared/domain/campaign/odd-person.ts';
import type { DraftFields } from './draft-changes.ts';

const PAUSE_MS = 350;

/** The message as one contact would get it, from the text in the editor, a moment after the last key. */
export function usePreview(id: string, fields: DraftFields, contact: PreviewContact | null, variant: number) {
  const { subject, preheader, body_kind, body, push, translations } = fields;
  const draft = useMemo(
    () => ({ subject, preheader, body_kind, body, push, translations }),
    [subject, preheader, body_kind, body, push, translations],
  );
  const [settled] = useDebouncedValue(draft, PAUSE_MS);
  return useQuery({
    ...api.campaigns.preview.queryOptions({ input: { id, ...asWhom(contact), variant, draft: settled } }),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
}

/** As whom the message is shown. */
export type PreviewContact = Pick<ContactRow, 'id' | 'name' | 'email'> & {
  /** Made up, to be odd in this way; the id is nobody's. */
  oddity?: Oddity;
};

/** The same as the server is asked. */
export function asWhom(contact: PreviewContact | null): { contact_id?: string; oddity?: Oddity } {
  if (!contact) return {};
  return contact.oddity ? { oddity: contact.oddity } : { contact_id: contact.id };
}

export type Preview = ReturnType<typeof usePreview>;
