import { useCallback, useRef, useState } from 'react';
import { api, client } from '#renderer/data/client.ts';
import { queryClient } from '#renderer/data/query-client.ts';
import type { Picture } from '#shared/contract/picture.contract.ts';

export interface PictureUpload {
  key: number;
  name: string;
  is: 'waiting' | 'sending' | 'done' | 'failed';
  error: unknown;
}

/** Sends pictures one after the other into a folder of the library; what is refused stays in sight with its reason. */
export function usePictureUpload(folder: string, onAdded: (picture: Picture) => void = () => undefined) {
  const [uploads, setUploads] = useState<PictureUpload[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const next = useRef(0);
  const added = useRef(onAdded);
  added.current = onAdded;

  const change = useCallback((key: number, to: Partial<PictureUpload>) => {
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...to } : upload)));
  }, []);

  const send = useCallback(
    (files: readonly File[]) => {
      const keyed = files.map((file) => ({ file, key: next.current++ }));
      setUploads((all) => [
        // Those of the time before have been seen.
        ...all.filter(({ is }) => is === 'waiting' || is === 'sending'),
        ...keyed.map(({ file, key }) => ({ key, name: file.name, is: 'waiting' as const, error: null })),
      ]);
      for (const { file, key } of keyed) {
        queue.current = queue.current.then(async () => {
          change(key, { is: 'sending' });
          try {
            const picture = await client.pictures.add({ file, folder });
            change(key, { is: 'done' });
            await queryClient.invalidateQueries({ queryKey: api.pictures.key() });
            added.current(picture);
          } catch (error) {
            change(key, { is: 'failed', error });
          }
        });
      }
    },
    [folder, change],
  );

  return { uploads, send, dismiss: () => setUploads([]) };
}

export type PictureUploads = ReturnType<typeof usePictureUpload>;
