import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useBulkWords } from '#renderer/pickers/bulk-words.ts';
import { useReasonWords } from '#renderer/pickers/reason-words.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Work } from '#shared/contract/work.contract.ts';

/** What a piece of work is called, how far it is, and what became of it. */
export function useWorkWords() {
  const { t } = useTranslation(['work', 'contacts']);
  const format = useFormat();
  const bulk = useBulkWords();
  const say = useReasonWords();
  return useMemo(() => {
    const title = (work: Work): string => {
      switch (work.kind) {
        case 'bulk_edit':
          return work.takes_back ? t('contacts:bulk.undoing', { what: bulk.title(work.edit) }) : bulk.title(work.edit);
        case 'export':
          return t('export', { name: work.filename });
        case 'import':
          return t(work.checks ? 'check' : work.takes_back ? 'import_back' : 'import', { name: work.filename });
        case 'duplicates':
          return t('duplicates');
        case 'asking':
          return t('asking', { list: work.list });
      }
    };
    const pace = ({ state, done, total, fraction, per_second, seconds_left }: Work): string => {
      if (state === 'waiting') return t('waiting');
      const far =
        total !== null
          ? t('of', { done: format.number(done), all: format.number(total) })
          : fraction === null
            ? t('beginning')
            : format.percent(Math.floor(fraction * 100), 100);
      return [
        far,
        per_second !== null && per_second >= 1 && t('rate', { rate: format.number(Math.round(per_second)) }),
        seconds_left !== null && t('left', { time: format.duration(seconds_left) }),
      ]
        .filter(Boolean)
        .join(' · ');
    };
    const outcome = (work: Work): string => {
      if (work.state === 'failed') return t('failed', { problem: work.problem ? say(work.problem) : '' });
      const cancelled = work.state === 'cancelled' ? [t('cancelled')] : [];
      if (work.kind === 'bulk_edit') return [...cancelled, ...bulk.details(work.edit)].join(' ');
      if (work.state === 'cancelled') return t('cancelled');
      if (work.kind === 'asking') return t('asked', { count: work.done });
      if (work.kind === 'export') return t('written', { count: work.done });
      if (work.kind === 'duplicates') return t('compared', { count: work.done });
      if (work.takes_back) return t('taken_back');
      return [t('created', { count: work.created }), t('updated', { count: work.updated })].join(' ');
    };
    return { title, pace, outcome };
  }, [t, format, bulk, say]);
}
