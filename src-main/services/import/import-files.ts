import { join } from 'node:path';
import type { DataPaths } from '#main/platform/data-paths.ts';
import { removeFile } from '#main/platform/upload-file.ts';

/** The files of one import. Names are made of its id only. */
export interface ImportFiles {
  /** What was uploaded; goes once it has been imported, since it is full of personal data. */
  source: string;
  /** What was in an uploaded archive, one table after the other. */
  unpacked: string;
  stage: string;
  rejected: string;
  /** Opt-outs that are kept otherwise than the file says. */
  differences: string;
}

export function importFiles(paths: Pick<DataPaths, 'imports'>, id: string): ImportFiles {
  return {
    source: join(paths.imports, `${id}.csv`),
    unpacked: join(paths.imports, `${id}.unpacked.csv`),
    stage: join(paths.imports, `${id}.stage.db`),
    rejected: join(paths.imports, `${id}.rejected.csv`),
    differences: join(paths.imports, `${id}.opt-outs.csv`),
  };
}

export function removeImportFiles(files: ImportFiles): void {
  for (const file of Object.values(files)) removeFile(file);
}
