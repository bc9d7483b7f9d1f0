import type { ZipEntry } from '../zip-file.ts';
import { readXml } from './xml-pieces.ts';

/** Number formats that every workbook knows without naming them: dates and times. */
const BUILT_IN = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;
const QUOTED = /"[^"]*"|\\.|\[[^\]]*\]/g;

/** Which cell styles show a number as a date or a time. */
export async function readDateStyles(entry: ZipEntry | undefined): Promise<ReadonlySet<number>> {
  const dates = new Set<number>();
  if (!entry) return dates;
  const formats = new Set<number>();
  let inCells = false;
  let style = 0;
  await readXml(entry.read(), {
    open(name, { numFmtId = '', formatCode = '' }) {
      if (name === 'numFmt' && /[ymdhs]/i.test(formatCode.replace(QUOTED, ''))) formats.add(Number(numFmtId));
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(numFmtId);
      if (formats.has(id) || BUILT_IN.some(([first, last]) => id >= first && id <= last)) dates.add(style);
      style++;
    },
    text() {},
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}
