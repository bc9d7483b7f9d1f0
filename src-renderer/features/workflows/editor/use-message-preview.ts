import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import type { EmailSpec } from '#shared/domain/workflow/workflow-graph.ts';

const PAUSE_MS = 350;

/** The mail of a node as one contact would get it, a moment after the last key; without a contact as somebody made up. */
export function useMessagePreview({ subject, preheader, body_kind, body }: EmailSpec, contact_id: string | undefined) {
  const may = useMay();
  const content = useMemo(
    () => ({ subject, preheader, body_kind, body, translations: [] }),
    [subject, preheader, body_kind, body],
  );
  const [settled] = useDebouncedValue(content, PAUSE_MS);
  return useQuery({
    ...api.templates.preview.queryOptions({ input: { content: settled, contact_id } }),
    enabled: may('template.read'),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
}
