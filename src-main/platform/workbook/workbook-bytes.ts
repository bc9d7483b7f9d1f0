import type { Cell } from './cell.ts';
import { type WorkbookOptions, WorkbookWriter } from './workbook-writer.ts';

/** A small workbook as a whole, in memory. Many rows are for a file: `WorkbookWriter.create`. */
export async function workbookBytes(
  options: Omit<WorkbookOptions, 'sheet_rows'>,
  rows: readonly (readonly Cell[])[],
): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const target = {
    write: (piece: Uint8Array) => Promise.resolve(pieces.push(piece.slice())),
    sync: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const writer = new WorkbookWriter(target, { ...options, sheet_rows: Math.max(1, rows.length) });
  try {
    await writer.append(rows);
    await writer.finish();
  } finally {
    await writer.close();
  }
  return new Blob(pieces, { type: WORKBOOK_TYPE });
}

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
