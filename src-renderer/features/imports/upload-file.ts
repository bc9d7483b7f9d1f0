import { UPLOAD_CHUNK_BYTES } from '#shared/contract/import.contract.ts';

/** What sending a file needs of the world. */
export interface UploadPorts {
  /** Sends one piece. @returns how much of the file has arrived */
  append(offset: number, chunk: File, signal: AbortSignal): Promise<number>;
  /** How much has arrived, where a refusal says it: the piece was not the one that is wanted. */
  receivedBy(error: unknown): number | undefined;
  isFinal(error: unknown): boolean;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

const TRIES = 6;

/**
 * Sends a file in pieces from `offset` on. A piece that fails is sent again after 1, 2, 4 ... s; what the server has got already is
 * not. Ends when all has arrived, or with the error that would not go away.
 */
export async function uploadFile(file: File, offset: number, ports: UploadPorts, signal: AbortSignal): Promise<void> {
  let at = offset;
  let failures = 0;
  while (at < file.size) {
    signal.throwIfAborted();
    try {
      const chunk = new File([file.slice(at, at + UPLOAD_CHUNK_BYTES)], file.name);
      at = await ports.append(at, chunk, signal);
      failures = 0;
    } catch (error) {
      signal.throwIfAborted();
      const received = ports.receivedBy(error);
      failures += 1;
      if (failures >= TRIES || (received === undefined && ports.isFinal(error))) throw error;
      if (received === undefined) await ports.wait(1_000 * 2 ** (failures - 1), signal);
      else at = received;
    }
  }
}
