import type { Reader } from '#main/db/access.ts';
import { findVersion } from '#main/repositories/template/template-version.repo.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { requireTemplate } from './require-template.ts';

/** What a message begins with that begins from a template: a copy, and which version it is. */
export function contentOfTemplate(reader: Reader, id: string) {
  const { no, channel, version } = requireTemplate(reader, id);
  const content = found(findVersion(reader, no, version), 'version');
  return { ...content, channel, template_no: no, template_version: version };
}
