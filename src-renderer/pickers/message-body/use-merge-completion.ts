import { useQuery } from '@tanstack/react-query';
import { EditorState } from '@uiw/react-codemirror';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { mergeCompletion } from './merge-completion.ts';

/** Completes merge fields and filters in a source, beside what its own language completes. */
export function useMergeCompletion() {
  const { t } = useTranslation(['campaign', 'fields']);
  const { data } = useQuery(api.fields.list.queryOptions({ input: {} }));
  return useMemo(() => {
    const own = (data ?? []).map(({ key, label, type }) => ({ key, label, type: t(`fields:type.${type}`) }));
    const words = { own, nameOf: (field: MergeName) => t(`merge.name.${field}`), text: t('fields:type.text') };
    // Asked for at every key: a new source each time would never come to an answer.
    const offers = [{ autocomplete: mergeCompletion(words) }];
    return EditorState.languageData.of(() => offers);
  }, [data, t]);
}

type MergeName = Parameters<Parameters<typeof mergeCompletion>[0]['nameOf']>[0];
