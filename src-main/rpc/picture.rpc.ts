import { pictureFolders } from '#main/repositories/picture/picture.repo.ts';
import {
  addPicture,
  binPicture,
  changePicture,
  getPicture,
  listPictures,
  listPictureUses,
  unbinPicture,
} from '#main/services/picture/picture.service.ts';
import { callerOf, os } from './implement.ts';
import type { RpcContext } from './rpc-context.ts';

const userOf = (context: RpcContext) => callerOf(context).user_id;
const rpc = os.pictures;

export const picturesRpc = {
  list: rpc.list.handler(({ context, input }) => listPictures(context.services, input)),
  folders: rpc.folders.handler(({ context }) => pictureFolders(context.services.db.reader)),
  get: rpc.get.handler(({ context, input }) => getPicture(context.services, input.id)),
  add: rpc.add.handler(({ context, input }) => addPicture(context.services, userOf(context), input)),
  update: rpc.update.handler(({ context, input }) => changePicture(context.services, userOf(context), input)),
  uses: rpc.uses.handler(({ context, input }) => listPictureUses(context.services, input.id)),
  delete: rpc.delete.handler(({ context, input }) => binPicture(context.services, userOf(context), input.id)),
  undelete: rpc.undelete.handler(({ context, input }) => unbinPicture(context.services, userOf(context), input.id)),
};
