import * as z from 'zod';
import { ODDITIES } from '#shared/domain/campaign/odd-person.ts';
import { CHANNELS } from '#shared/domain/channel/channel.ts';
import { byId, Done, Id } from './fields.ts';
import { needs } from './procedure.ts';

export const OddPerson = z.object({
  oddity: z.enum(ODDITIES),
  contact_id: Id.nullable().describe('Null: nobody is like that among the recipients, and somebody is made up'),
  name: z.string(),
});
export type OddPerson = z.infer<typeof OddPerson>;

const address = z.string().trim().min(1).max(254);

export const previews = {
  oddPeople: needs('contact.read')
    .route({
      method: 'GET',
      path: '/campaigns/{id}/odd-people',
      tags: ['Campaigns'],
      summary: 'Ten people for whom the message may look other than meant',
    })
    .input(byId)
    .output(z.object({ items: z.array(OddPerson) })),
  testAddresses: needs('campaign.write')
    .route({ method: 'GET', path: '/test-addresses', tags: ['Campaigns'], summary: 'Where you have sent tests to' })
    .input(z.object({ channel: z.enum(CHANNELS) }))
    .output(z.object({ items: z.array(z.string()) })),
  forgetTestAddress: needs('campaign.write')
    .route({ method: 'POST', path: '/test-addresses/forget', tags: ['Campaigns'], summary: 'Remember it no more' })
    .input(z.object({ channel: z.enum(CHANNELS), address }))
    .output(Done),
};
