import type { ImportRecord } from '#main/repositories/import.repo.ts';
import type { ServiceContext } from './service-context.ts';

export async function prepareImport(
  _ctx: Pick<ServiceContext, 'db' | 'paths'>,
  record: ImportRecord,
): Promise<ImportRecord> {
  return record;
}
