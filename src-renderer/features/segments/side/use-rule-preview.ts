import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '#renderer/data/client.ts';

const PAUSE_MS = 300;
/** A count that takes longer goes on in Herald; this is how soon its result is looked for. */
const ASK_AGAIN_MS = 500;

/**
 * How many fit a rule, a moment after the last change. What was asked before is given up when it changes; the last answer stays until
 * the next one is there, marked as old.
 *
 * @param rule null while nothing can be asked
 */
export function useRulePreview(rule: string | null, segmentId: string | undefined) {
  const [asked] = useDebouncedValue(rule, PAUSE_MS);
  const query = useQuery({
    ...api.segments.preview.queryOptions({ input: { rule: asked ?? '', segment_id: segmentId } }),
    enabled: asked !== null && asked.trim() !== '',
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.pending ? ASK_AGAIN_MS : false),
    gcTime: 30_000,
  });
  const { data, error, refetch, isPlaceholderData } = query;
  const old = rule !== asked || isPlaceholderData || data?.pending === true;
  return { data, error, old, retry: () => void refetch() };
}

export type RulePreview = ReturnType<typeof useRulePreview>;
