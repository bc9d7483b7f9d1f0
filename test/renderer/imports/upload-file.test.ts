import { describe, expect, it } from 'vitest';
import { uploadFile } from '#renderer/features/imports/upload-file.ts';
import { UPLOAD_CHUNK_BYTES } from '#shared/contract/import.contract.ts';

class Lost extends Error {}
class OutOfStep extends Error {
  readonly received: number;
  constructor(received: number) {
    super('The next piece begins elsewhere.');
    this.received = received;
  }
}
class Refused extends Error {}

/** A server that keeps what arrives, and whose line breaks as told: before a piece, or after it has been kept. */
function lossyServer(breaks: ('before' | 'after' | null)[] = []) {
  const pieces: Uint8Array[] = [];
  const waits: number[] = [];
  const received = () => pieces.reduce((sum, piece) => sum + piece.length, 0);
  return {
    waits,
    received,
    calls: 0,
    async content() {
      return new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer());
    },
    ports() {
      return {
        append: async (offset: number, chunk: File) => {
          this.calls++;
          const breaking = breaks.shift();
          if (breaking === 'before') throw new Lost();
          if (offset !== received()) throw new OutOfStep(received());
          pieces.push(new Uint8Array(await chunk.arrayBuffer()));
          if (breaking === 'after') throw new Lost();
          return received();
        },
        receivedBy: (error: unknown) => (error instanceof OutOfStep ? error.received : undefined),
        isFinal: (error: unknown) => error instanceof Refused,
        wait: async (ms: number) => {
          waits.push(ms);
        },
      };
    },
  };
}

const SIZE = 2 * UPLOAD_CHUNK_BYTES + 1_234;
const bytes = Uint8Array.from({ length: SIZE }, (_, at) => at % 251);
const file = new File([bytes], 'people.csv');
const never = new AbortController().signal;

describe('sending a file', () => {
  it('sends it in pieces, whole and in order', async () => {
    const server = lossyServer();
    await uploadFile(file, 0, server.ports(), never);
    expect(server.calls).toBe(3);
    expect(Buffer.compare(await server.content(), bytes)).toBe(0);
  });

  it('sends a piece again that was lost on its way', async () => {
    const server = lossyServer([null, 'before', 'before']);
    await uploadFile(file, 0, server.ports(), never);
    expect(Buffer.compare(await server.content(), bytes)).toBe(0);
    expect(server.waits).toEqual([1_000, 2_000]);
  });

  it('does not send a piece twice whose answer alone was lost', async () => {
    const server = lossyServer(['after']);
    await uploadFile(file, 0, server.ports(), never);
    expect(Buffer.compare(await server.content(), bytes)).toBe(0);
  });

  it('goes on where an earlier attempt ended', async () => {
    const server = lossyServer();
    await uploadFile(new File([bytes.slice(0, 1_000)], 'people.csv'), 0, server.ports(), never);
    await uploadFile(file, server.received(), server.ports(), never);
    expect(Buffer.compare(await server.content(), bytes)).toBe(0);
  });

  it('gives up when the line stays dead', async () => {
    const server = lossyServer(Array(20).fill('before'));
    await expect(uploadFile(file, 0, server.ports(), never)).rejects.toBeInstanceOf(Lost);
    expect(server.calls).toBe(6);
  });

  it('does not try again what was refused', async () => {
    const ports = { ...lossyServer().ports(), append: () => Promise.reject(new Refused()) };
    await expect(uploadFile(file, 0, ports, never)).rejects.toBeInstanceOf(Refused);
  });

  it('stops when it is cancelled', async () => {
    const server = lossyServer();
    await expect(uploadFile(file, 0, server.ports(), AbortSignal.abort())).rejects.toThrow();
    expect(server.calls).toBe(0);
  });
});
