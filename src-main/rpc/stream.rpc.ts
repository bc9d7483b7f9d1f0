import { AsyncIteratorClass, withEventMeta } from '@orpc/server';
import type { StreamEvent } from '#shared/contract/stream.contract.ts';
import { callerOf, os } from './implement.ts';

export const streamRpc = {
  watch: os.stream.watch.handler(({ context, signal, lastEventId }) => {
    const items = context.services.live.watch({ identity: callerOf(context), last_id: lastEventId, signal });
    return new AsyncIteratorClass<StreamEvent>(
      async () => {
        const { done, value } = await items.next();
        return done
          ? { done, value: undefined }
          : { done: false, value: withEventMeta(value.notice, { id: value.id }) };
      },
      async () => {
        await items.return();
      },
    );
  }),
};
