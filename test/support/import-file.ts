import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { HeraldClient } from '#main/app/local-client.ts';
import type { CsvFormat, ImportJob, ImportOptions } from '#shared/contract/import.contract.ts';

export interface ImportChoices extends Partial<Omit<ImportOptions, 'format'>> {
  format?: Partial<CsvFormat>;
}

/** Uploads a file in pieces, as a client does. */
export async function uploadFile(client: HeraldClient, file: string, piece = 100_000): Promise<ImportJob> {
  const bytes = readFileSync(file);
  const filename = basename(file);
  let job = await client.imports.begin({ filename, bytes: bytes.length });
  while (job.received < bytes.length) {
    const chunk = new File([bytes.subarray(job.received, job.received + piece)], filename);
    job = await client.imports.append({ id: job.id, offset: job.received, chunk });
  }
  return job;
}

/** Starts the import with what Herald guesses, except for `choices`. */
export async function startFile(client: HeraldClient, file: string, choices: ImportChoices = {}): Promise<string> {
  const { format, ...rest } = choices;
  const { id } = await uploadFile(client, file);
  const inspection = await client.imports.inspect({ id, format });
  const options = {
    format: inspection.format,
    mapping: inspection.columns.map((column) => column.guess),
    list_ids: [],
    update_existing: true,
    ...rest,
  };
  await client.imports.start({ id, options });
  return id;
}

export async function untilEnded(client: HeraldClient, id: string): Promise<ImportJob> {
  for (;;) {
    const job = await client.imports.get({ id });
    if (job.state !== 'waiting' && job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Imports a file with what Herald guesses, except for `choices`, and waits for the end. */
export async function importFile(client: HeraldClient, file: string, choices?: ImportChoices): Promise<ImportJob> {
  return untilEnded(client, await startFile(client, file, choices));
}
