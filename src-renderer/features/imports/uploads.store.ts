import { ORPCError } from '@orpc/client';
import { create } from 'zustand';
import { api, client } from '#renderer/data/client.ts';
import { queryClient } from '#renderer/data/query-client.ts';
import { isFinal, isRefusal } from '#renderer/data/refusal.ts';
import { uploadFile } from './upload-file.ts';

export interface Upload {
  file: File;
  started_at: number;
  /** How much had arrived before, in an earlier attempt. */
  from: number;
  error: unknown;
}

interface Uploads {
  uploads: Record<string, Upload>;
}

/** Files on their way. They go on while one looks at other screens, and end with the window. */
export const useUploads = create<Uploads>(() => ({ uploads: {} }));

const aborts = new Map<string, AbortController>();

/** Sends a file for an import that has been announced, from where an earlier attempt ended. */
export async function sendFile(id: string, file: File, from: number): Promise<void> {
  const abort = new AbortController();
  aborts.get(id)?.abort();
  aborts.set(id, abort);
  put(id, { file, started_at: Date.now(), from, error: null });
  try {
    await uploadFile(file, from, ports(id), abort.signal);
    drop(id);
  } catch (error) {
    if (!abort.signal.aborted) put(id, { file, started_at: Date.now(), from, error });
  } finally {
    if (aborts.get(id) === abort) aborts.delete(id);
  }
}

export function stopUpload(id: string): void {
  aborts.get(id)?.abort();
  drop(id);
}

function ports(id: string): Parameters<typeof uploadFile>[2] {
  return {
    async append(offset, chunk, signal) {
      const job = await client.imports.append({ id, offset, chunk }, { signal });
      queryClient.setQueryData(api.imports.get.queryKey({ input: { id } }), job);
      return job.received;
    },
    receivedBy(error) {
      if (!isRefusal(error, 'CONFLICT') || !(error instanceof ORPCError)) return undefined;
      const received: unknown = error.data?.received;
      return typeof received === 'number' ? received : undefined;
    },
    isFinal,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };
}

function put(id: string, upload: Upload): void {
  useUploads.setState(({ uploads }) => ({ uploads: { ...uploads, [id]: upload } }));
}

function drop(id: string): void {
  useUploads.setState(({ uploads: { [id]: _gone, ...uploads } }) => ({ uploads }));
}

addEventListener('beforeunload', (event) => {
  if (aborts.size > 0) event.preventDefault();
});
