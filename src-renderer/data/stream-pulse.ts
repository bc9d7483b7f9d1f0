/**
 * The live stream is kept alive by comment lines, which the iterator over its events does not show. So the bytes are
 * watched as they pass.
 */
let onPulse: () => void = () => {};

export function whenStreamPulses(listener: () => void): void {
  onPulse = listener;
}

export async function watchedFetch(request: Request, init: RequestInit): Promise<Response> {
  const response = await fetch(request, init);
  if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) return response;
  const watched = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        onPulse();
        controller.enqueue(chunk);
      },
    }),
  );
  return new Response(watched, response);
}
