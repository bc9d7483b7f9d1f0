import * as z from 'zod';
import { PUSH_SERVICES } from '#shared/domain/push/push-content.ts';
import { byId, Done, Id, InstantText } from './fields.ts';
import { needs } from './procedure.ts';

export const PushDevice = z.object({
  id: Id,
  service: z.enum(PUSH_SERVICES).describe('web_push: a browser. fcm: an app'),
  label: z.string(),
  created_at: InstantText,
  seen_at: InstantText.describe('When it was registered last'),
});
export type PushDevice = z.infer<typeof PushDevice>;

const ofContact = z.object({ contact_id: Id });

export const pushDevices = {
  list: needs('contact.read')
    .route({
      method: 'GET',
      path: '/contacts/{contact_id}/push-devices',
      tags: ['Contacts'],
      summary: 'Browsers and apps that show a contact push messages',
    })
    .input(ofContact)
    .output(z.array(PushDevice)),
  register: needs('contact.write')
    .route({
      method: 'POST',
      path: '/contacts/{contact_id}/push-devices',
      successStatus: 201,
      tags: ['Contacts'],
      summary: 'Register a browser or an app; one that is known already moves to this contact',
    })
    .input(
      ofContact.extend({
        service: z.enum(PUSH_SERVICES),
        address: z.string().trim().min(1).max(4_096).describe('The endpoint of a subscription, or the token of an app'),
        keys: z
          .object({ p256dh: z.string().max(200), auth: z.string().max(200) })
          .optional()
          .describe('Of a browser'),
        label: z.string().trim().max(200).optional(),
      }),
    )
    .output(z.object({ id: Id })),
  access: needs('contact.write')
    .route({
      method: 'POST',
      path: '/contacts/{contact_id}/push-access',
      tags: ['Contacts'],
      summary: 'What a site needs so that this contact can turn messages on in a browser',
    })
    .input(ofContact)
    .output(
      z.object({
        token: z.string().describe('Names the contact in the page; it lets register devices for them and nothing else'),
        script: z.string().nullable().describe('For the page; null: no sender of browser messages is set up'),
        worker: z.string().describe('The content of /herald-sw.js of the site'),
      }),
    ),
  remove: needs('contact.write')
    .route({ method: 'DELETE', path: '/push-devices/{id}', tags: ['Contacts'] })
    .input(byId)
    .output(Done),
};
