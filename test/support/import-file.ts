import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { HeraldClient } from '#main/app/local-client.ts';
import { guessedOptions } from '#main/services/import/import.service.ts';
import type { CsvFormat, ImportJob, ImportOptions } from '#shared/contract/import.contract.ts';

export interface ImportChoices extends Partial<Omit<ImportOptions, 'format'>> {
  format?: Partial<CsvFormat>;
}

/** Uploads a file in pieces, as a client does. */
export async function uploadFile(
  client: HeraldClient,
  file: string,
  piece = 100_000,
  kind: ImportJob['kind'] = 'contacts',
): Promise<ImportJob> {
  const bytes = readFileSync(file);
  const filename = basename(file);
  let job = await client.imports.begin({ filename, bytes: bytes.length, kind });
  while (job.received < bytes.length) {
    const chunk = new File([bytes.subarray(job.received, job.received + piece)], filename);
    job = await client.imports.append({ id: job.id, offset: job.received, chunk });
  }
  return job;
}

/** What Herald guesses of an uploaded file, overruled by `choices`. */
export async function guessOptions(
  client: HeraldClient,
  id: string,
  { format, ...rest }: ImportChoices = {},
): Promise<ImportOptions> {
  return { ...guessedOptions(await client.imports.inspect({ id, format })), ...rest };
}

/** Starts the import with what Herald guesses, except for `choices`. */
export async function startFile(client: HeraldClient, file: string, choices: ImportChoices = {}): Promise<string> {
  const { id } = await uploadFile(client, file);
  await client.imports.start({ id, options: await guessOptions(client, id, choices) });
  return id;
}

/** Counts what an import of the file would do, with what Herald guesses except for `choices`. */
export async function checkFile(client: HeraldClient, file: string, choices: ImportChoices = {}): Promise<ImportJob> {
  const { id } = await uploadFile(client, file);
  await client.imports.check({ id, options: await guessOptions(client, id, choices) });
  return untilEnded(client, id);
}

const AT_WORK = new Set<ImportJob['state']>(['checking', 'waiting', 'running', 'undoing']);

export async function untilEnded(client: HeraldClient, id: string): Promise<ImportJob> {
  for (;;) {
    const job = await client.imports.get({ id });
    if (!AT_WORK.has(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Imports a file with what Herald guesses, except for `choices`, and waits for the end. */
export async function importFile(client: HeraldClient, file: string, choices?: ImportChoices): Promise<ImportJob> {
  return untilEnded(client, await startFile(client, file, choices));
}
