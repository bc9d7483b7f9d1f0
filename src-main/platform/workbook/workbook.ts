import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ZipEntry } from '../zip-file.ts';
import { readDateStyles } from './date-styles.ts';
import { readSharedStrings } from './shared-strings.ts';
import { type SheetRow, sheetRows } from './sheet-rows.ts';
import { readXml } from './xml-pieces.ts';

export interface Sheet {
  name: string;
  /** How large its XML is: what progress is measured by. */
  bytes: number;
  rows(): AsyncGenerator<{ rows: SheetRow[]; bytes: number }>;
}

const WORKBOOK = 'xl/workbook.xml';

export function isWorkbook(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => name === WORKBOOK);
}

/** The visible sheets of an XLSX workbook, each read as it is needed. */
export async function openWorkbook(entries: readonly ZipEntry[]): Promise<Sheet[]> {
  const part = (name: string) => entries.find((entry) => entry.name === name);
  const targets = await readTargets(part('xl/_rels/workbook.xml.rels'));
  const named: { name: string; entry: ZipEntry }[] = [];
  let since_1904 = false;
  await readXml(part(WORKBOOK)?.read() ?? nothing(), {
    open(tag, attributes) {
      if (tag === 'workbookPr') since_1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (tag !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      const entry = part(targets.get(attributes['r:id'] ?? '') ?? '');
      if (entry) named.push({ name: attributes.name ?? entry.name, entry });
    },
    text() {},
    close() {},
  });
  if (named.length === 0) {
    throw new HeraldError('INVALID_INPUT', 'This workbook has no sheet that can be read.', { field: 'file' });
  }
  return named.map(({ name, entry }) => ({
    name,
    bytes: Math.max(1, entry.bytes),
    async *rows() {
      const strings = await readSharedStrings(part('xl/sharedStrings.xml'));
      const date_styles = await readDateStyles(part('xl/styles.xml'));
      yield* sheetRows(entry, { strings, date_styles, since_1904 });
    },
  }));
}

/** Where the parts of a workbook lie, by the ids that it calls them. */
async function readTargets(entry: ZipEntry | undefined): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await readXml(entry?.read() ?? nothing(), {
    open(tag, { Id = '', Target = '' }) {
      if (tag === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
    text() {},
    close() {},
  });
  return targets;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
