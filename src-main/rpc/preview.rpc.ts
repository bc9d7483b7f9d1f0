import { testAddressesOf } from '#main/repositories/campaign/test-address.repo.ts';
import { listOddPeople } from '#main/services/campaign/odd-people.ts';
import { dropTestAddress } from '#main/services/campaign/preview.service.ts';
import { callerOf, os } from './implement.ts';

const rpc = os.previews;

export const previewsRpc = {
  oddPeople: rpc.oddPeople.handler(({ context, input }) => listOddPeople(context.services, input.id)),
  testAddresses: rpc.testAddresses.handler(({ context, input }) => ({
    items: testAddressesOf(context.services.db.reader, callerOf(context).user_id, input.channel),
  })),
  forgetTestAddress: rpc.forgetTestAddress.handler(({ context, input }) =>
    dropTestAddress(context.services, callerOf(context).user_id, input),
  ),
};
