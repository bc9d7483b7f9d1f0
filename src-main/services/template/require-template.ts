import type { Reader } from '#main/db/access.ts';
import { findTemplate, type TemplateView } from '#main/repositories/template/template.repo.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';

/** One outside the recycle bin, at that revision. */
export function requireTemplate(reader: Reader, id: string, revision?: number): TemplateView {
  const template = findTemplate(reader, id);
  const live = found(template?.deleted_at ? undefined : template, 'template');
  if (revision === undefined || revision === live.revision) return live;
  throw new HeraldError('STALE_REVISION', 'This template was changed by somebody else meanwhile.', {
    hint: 'Load it again and repeat your change.',
    revision: live.revision,
  });
}
