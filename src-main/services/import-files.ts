import { join } from 'node:path';
import type { DataPaths } from '#main/platform/data-paths.ts';
import { removeFile } from '#main/platform/upload-file.ts';

/** The files of one import. Names are made of its id only. */
export interface ImportFiles {
  /** What was uploaded; goes once it has been imported, since it is full of personal data. */
  source: string;
  stage: string;
  rejected: string;
}

export function importFiles(paths: Pick<DataPaths, 'imports'>, id: string): ImportFiles {
  return {
    source: join(paths.imports, `${id}.csv`),
    stage: join(paths.imports, `${id}.stage.db`),
    rejected: join(paths.imports, `${id}.rejected.csv`),
  };
}

export function removeImportFiles(files: ImportFiles): void {
  for (const file of Object.values(files)) removeFile(file);
}
