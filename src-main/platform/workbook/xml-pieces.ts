import { Parser } from 'htmlparser2';

export interface XmlHandler {
  open(name: string, attributes: Record<string, string>): void;
  text(text: string): void;
  close(name: string): void;
}

/** Reads XML as it arrives. After each piece whoever listens can take what has become complete. @returns bytes read, piece by piece */
export async function* xmlPieces(pieces: AsyncIterable<Uint8Array>, handler: XmlHandler): AsyncGenerator<number> {
  const parser = new Parser(
    {
      onopentag: (name, attributes) => handler.open(bare(name), attributes),
      ontext: (text) => handler.text(text),
      onclosetag: (name) => handler.close(bare(name)),
    },
    { xmlMode: true },
  );
  const decoder = new TextDecoder();
  for await (const piece of pieces) {
    parser.write(decoder.decode(piece, { stream: true }));
    yield piece.length;
  }
  parser.write(decoder.decode());
  parser.end();
  yield 0;
}

/** Reads a whole small document. */
export async function readXml(pieces: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  for await (const _bytes of xmlPieces(pieces, handler)) {
    // The handler has what it needs.
  }
}

/** Some programs write `x:row` for `row`. */
function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
