import { readBrand } from '#main/repositories/template/brand.repo.ts';
import { listSavedBlocks } from '#main/repositories/template/saved-block.repo.ts';
import { pageTemplates, templateFolders } from '#main/repositories/template/template.repo.ts';
import { changeBrand, forgetBlock, keepBlock } from '#main/services/template/brand.service.ts';
import { convertBody, previewContent, thumbnailOf } from '#main/services/template/preview-content.service.ts';
import {
  binTemplate,
  changeTemplate,
  createTemplate,
  discardDraft,
  duplicateTemplate,
  getTemplate,
  keepDraft,
  publishVersion,
  purgeTemplate,
  restoreVersion,
  unbinTemplate,
} from '#main/services/template/template.service.ts';
import { templateVersion, templateVersions, usesOfTemplate } from '#main/services/template/template-history.service.ts';
import { callerOf, os } from './implement.ts';
import type { RpcContext } from './rpc-context.ts';

const readerOf = (context: RpcContext) => context.services.db.reader;
const userOf = (context: RpcContext) => callerOf(context).user_id;
const rpc = os.templates;

export const templatesRpc = {
  list: rpc.list.handler(({ context, input }) => pageTemplates(readerOf(context), input)),
  folders: rpc.folders.handler(({ context }) => templateFolders(readerOf(context))),
  get: rpc.get.handler(({ context, input }) => getTemplate(context.services, input.id)),
  create: rpc.create.handler(({ context, input }) => createTemplate(context.services, userOf(context), input)),
  update: rpc.update.handler(({ context, input }) => changeTemplate(context.services, userOf(context), input)),
  saveDraft: rpc.saveDraft.handler(({ context, input }) => keepDraft(context.services, userOf(context), input)),
  discardDraft: rpc.discardDraft.handler(({ context, input }) =>
    discardDraft(context.services, userOf(context), input),
  ),
  publish: rpc.publish.handler(({ context, input }) => publishVersion(context.services, userOf(context), input)),
  versions: rpc.versions.handler(({ context, input }) => templateVersions(context.services, input.id)),
  version: rpc.version.handler(({ context, input }) => templateVersion(context.services, input)),
  restore: rpc.restore.handler(({ context, input }) => restoreVersion(context.services, userOf(context), input)),
  duplicate: rpc.duplicate.handler(({ context, input }) =>
    duplicateTemplate(context.services, userOf(context), input.id),
  ),
  delete: rpc.delete.handler(({ context, input }) => binTemplate(context.services, userOf(context), input.id)),
  undelete: rpc.undelete.handler(({ context, input }) => unbinTemplate(context.services, userOf(context), input.id)),
  purge: rpc.purge.handler(({ context, input }) => purgeTemplate(context.services, userOf(context), input.id)),
  uses: rpc.uses.handler(({ context, input }) => usesOfTemplate(context.services, input.id)),
  thumbnail: rpc.thumbnail.handler(({ context, input }) => thumbnailOf(context.services, input.id)),
  convert: rpc.convert.handler(({ context, input }) => convertBody(context.services, input.body)),
  preview: rpc.preview.handler(({ context, input }) => previewContent(context.services, input)),
};

export const savedBlocksRpc = {
  list: os.savedBlocks.list.handler(({ context }) => listSavedBlocks(readerOf(context))),
  create: os.savedBlocks.create.handler(({ context, input }) => keepBlock(context.services, userOf(context), input)),
  delete: os.savedBlocks.delete.handler(({ context, input }) =>
    forgetBlock(context.services, userOf(context), input.id),
  ),
};

export const brandRpc = {
  get: os.brand.get.handler(({ context }) => readBrand(readerOf(context))),
  update: os.brand.update.handler(({ context, input }) => changeBrand(context.services, userOf(context), input)),
};
