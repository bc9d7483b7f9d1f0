import { findTemplate, type TemplateUse, templateUses } from '#main/repositories/template/template.repo.ts';
import { findVersion, listVersions, type VersionView } from '#main/repositories/template/template-version.repo.ts';
import type { CampaignState } from '#shared/domain/campaign/campaign-state.ts';
import type { MessageContent } from '#shared/domain/campaign/message-content.ts';
import { found } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db'>;

export function templateVersions({ db }: Context, id: string): VersionView[] {
  return listVersions(db.reader, found(findTemplate(db.reader, id), 'template').no);
}

export function templateVersion({ db }: Context, { id, version }: { id: string; version: number }): MessageContent {
  const { no } = found(findTemplate(db.reader, id), 'template');
  return found(findVersion(db.reader, no, version), 'version');
}

export function usesOfTemplate({ db }: Context, id: string): TemplateUse<CampaignState>[] {
  return templateUses<CampaignState>(db.reader, found(findTemplate(db.reader, id), 'template').no);
}
