import { SUPPRESSION_REASONS, type SuppressionReason } from '#shared/domain/contact-status.ts';
import { CsvReader, type CsvRecord } from '#shared/domain/csv/csv-reader.ts';
import { firstRows, guessDelimiter, isBlank } from '#shared/domain/csv/guess-format.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';

export interface Entry {
  address: string;
  reason?: SuppressionReason;
}

/** Where a file keeps what is looked for. */
export interface EntryLayout {
  delimiter: string;
  header: boolean;
  address: number;
  address_name: string | null;
  reason: number | null;
  reason_name: string | null;
}

const ADDRESS_NAME = /^(e-?mail|mail|address|adresse|recipient|hash|sha-?256)/i;
const REASON_NAME = /^(reason|grund|status|type|typ|cause)\b/i;
const HASH = /^[0-9a-f]{64}$/i;

/** Other words for the reasons, as other programs export them. */
const REASON_WORDS: readonly [RegExp, SuppressionReason][] = [
  [/unsub|opt.?out|abgemeldet|abmeld/i, 'unsubscribed'],
  [/bounce|undeliver|cleaned|invalid|unzustellbar/i, 'bounced'],
  [/complain|spam|abuse|beschwerde/i, 'complained'],
  [/block|gesperrt|blacklist|suppress/i, 'blocked'],
];

/** Looks at the beginning of a file: the column that holds addresses or hashes, by its heading or by what stands in it. */
export function guessLayout(text: string): EntryLayout {
  const delimiter = guessDelimiter(text);
  const [first, second] = firstRows(text, delimiter);
  const cells = first?.cells ?? [];
  const header = cells.length > 0 && !cells.some(isAddress);
  const named = header ? cells.findIndex((cell) => ADDRESS_NAME.test(cell.trim())) : -1;
  const held = (header ? second?.cells : cells)?.findIndex(isAddress) ?? -1;
  const address = Math.max(0, named >= 0 ? named : held);
  const reason = header ? cells.findIndex((cell) => REASON_NAME.test(cell.trim())) : -1;
  return {
    delimiter,
    header,
    address,
    address_name: header ? (cells[address]?.trim() ?? null) : null,
    reason: reason >= 0 ? reason : null,
    reason_name: reason >= 0 ? (cells[reason]?.trim() ?? null) : null,
  };
}

function isAddress(cell: string): boolean {
  return HASH.test(cell.trim()) || parseEmailAddress(cell).ok;
}

/** Reads a file as it arrives. */
export class EntryReader {
  readonly #layout: EntryLayout;
  readonly #reader: CsvReader;
  #skips: boolean;

  constructor(layout: EntryLayout) {
    this.#layout = layout;
    this.#reader = new CsvReader({ delimiter: layout.delimiter });
    this.#skips = layout.header;
  }

  push(text: string): Entry[] {
    return this.#entriesOf(this.#reader.push(text));
  }

  end(): Entry[] {
    return this.#entriesOf(this.#reader.end());
  }

  #entriesOf(records: CsvRecord[]): Entry[] {
    const entries: Entry[] = [];
    for (const { cells } of records) {
      if (isBlank(cells)) continue;
      if (this.#skips) {
        this.#skips = false;
        continue;
      }
      const address = (cells[this.#layout.address] ?? '').trim().slice(0, LONGEST);
      if (address === '') continue;
      const reason = this.#layout.reason === null ? undefined : reasonOf(cells[this.#layout.reason] ?? '');
      entries.push({ address, ...(reason && { reason }) });
    }
    return entries;
  }
}

const LONGEST = 400;

export function reasonOf(text: string): SuppressionReason | undefined {
  const exact = SUPPRESSION_REASONS.find((reason) => reason === text.trim().toLowerCase());
  return exact ?? REASON_WORDS.find(([pattern]) => pattern.test(text))?.[1];
}

/** One entry a line, as people paste them; commas and semicolons part them too. */
export function entriesOfText(text: string): Entry[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim().slice(0, LONGEST))
    .filter((line) => line !== '')
    .map((address) => ({ address }));
}
