import { useTranslation } from 'react-i18next';
import { client } from '#renderer/data/client.ts';
import { toast } from '#renderer/ui/toast.tsx';

const AT_ONCE = 6;

/** Moves contacts to the recycle bin, and back from the toast. */
export function useContactBin() {
  const { t } = useTranslation(['contacts', 'common']);

  async function restore(ids: string[]) {
    const { done, failure } = await each(ids, (id) => client.contacts.restore({ id }));
    if (done.length > 0) toast.done(t('bin.restored', { count: done.length }));
    if (failure) toast.failed(failure);
  }

  return async function moveToBin(ids: string[]): Promise<string[]> {
    const { done, failure } = await each(ids, (id) => client.contacts.delete({ id }));
    if (done.length > 0) {
      const undo = { label: t('common:undo'), onClick: () => void restore(done) };
      toast.done(t('bin.moved', { count: done.length }), undo);
    }
    if (failure) toast.failed(failure);
    return done;
  };
}

/** A few at a time. What fails does not stop the others; the first failure is told. */
async function each(
  ids: string[],
  act: (id: string) => Promise<unknown>,
): Promise<{ done: string[]; failure: unknown }> {
  const waiting = [...ids];
  const done: string[] = [];
  let failure: unknown;
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const one = id;
      await act(one).then(
        () => done.push(one),
        (error) => {
          failure ??= error;
        },
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { done, failure };
}
