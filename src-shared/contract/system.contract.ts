import * as z from 'zod';
import { Done, Nothing } from './fields.ts';
import { needs } from './procedure.ts';

export const Check = z.object({
  name: z.string(),
  ok: z.boolean(),
  detail: z.string(),
});

export const system = {
  doctor: needs('system.read')
    .route({
      method: 'GET',
      path: '/doctor',
      tags: ['System'],
      summary: 'Whether everything Herald stands on is sound',
    })
    .output(
      z.object({
        ok: z.boolean(),
        version: z.string(),
        console_url: z.string(),
        tracking_url: z.string(),
        checks: z.array(Check),
      }),
    ),
  loadSample: needs('contact.import')
    .route({
      method: 'POST',
      path: '/sample',
      tags: ['Setup'],
      summary: 'Fill an empty Herald with made-up people and a campaign',
    })
    .input(Nothing)
    .output(Done),
};
