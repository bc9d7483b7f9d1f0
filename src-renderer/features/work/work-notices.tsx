import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useFollowed } from '#renderer/pickers/followed-work.store.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Work } from '#shared/contract/work.contract.ts';
import { DAY } from '#shared/kernel/instant.ts';
import { isUnderWay, placeOf, useWork } from './use-work.ts';
import { useWorkWords } from './use-work-words.ts';

/** Tells this person, wherever they are, when work that they ordered has ended. */
export function WorkNotices() {
  const works = useWork();
  const { since, follow, leave } = useFollowed();
  const tell = useTelling();
  useEffect(() => {
    for (const work of works) {
      const awaited = work.id in since;
      if (work.mine && isUnderWay(work) && !awaited && !isCheck(work)) follow(work.id);
      if (!awaited || isUnderWay(work)) continue;
      leave(work.id);
      tell(work);
    }
    for (const [id, at] of Object.entries(since)) if (at < Date.now() - DAY) leave(id);
  }, [works, since, follow, leave, tell]);
  return null;
}

/** Whoever checks a file looks on. */
function isCheck(work: Work): boolean {
  return work.kind === 'import' && work.checks;
}

function useTelling(): (work: Work) => void {
  const { t } = useTranslation(['work', 'common']);
  const [path, navigate] = useLocation();
  const follow = useFollowed((state) => state.follow);
  const { title, outcome } = useWorkWords();
  const undo = useMutation(
    api.bulkEdits.undo.mutationOptions({ onSuccess: ({ id }) => follow(id), onError: toast.failed }),
  );
  return (work) => {
    const place = placeOf(work);
    const sentence = `${title(work)}: ${outcome(work)}`;
    // The screen that shows the work says so itself.
    if (work.kind !== 'bulk_edit' && path === place) return;
    if (work.state === 'failed') return toast.note(sentence);
    if (work.kind === 'bulk_edit') {
      const { id, undoable } = work.edit;
      return toast.done(
        sentence,
        undoable ? { label: t('common:undo'), onClick: () => undo.mutate({ id }) } : undefined,
      );
    }
    if (work.state === 'cancelled') return;
    if (work.kind === 'export') {
      return toast.done(sentence, { label: t('download'), onClick: () => void download(work.id, work.filename) });
    }
    toast.done(sentence, { label: t('show'), onClick: () => navigate(place) });
  };
}

async function download(id: string, filename: string): Promise<void> {
  try {
    saveFile(filename, await client.exports.download({ id }));
  } catch (error) {
    toast.failed(error);
  }
}
