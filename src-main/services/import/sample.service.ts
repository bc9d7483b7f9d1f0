import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countContacts } from '#main/repositories/contact/contact.repo.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

const LIST = 'Newsletter';

/** What is made of the sample; the same use cases that people call. */
export interface SampleDoors {
  /** Starts the import. @returns the id of the list */
  importContacts(file: { filename: string; content: Blob; new_list: string }): Promise<{ list_id: string }>;
  createCampaign(campaign: {
    name: string;
    subject: string;
    preheader: string;
    body_kind: 'html';
    body: string;
    list_id: string;
  }): void;
}

/** Fills an empty Herald with made-up people, who arrive in the background, and a campaign that is ready to be sent to them. */
export async function loadSample(
  ctx: Pick<ServiceContext, 'db' | 'app_root'>,
  doors: SampleDoors,
): Promise<{ done: true }> {
  if (countContacts(ctx.db.reader) > 0) {
    throw new HeraldError('WRONG_STATE', 'There are contacts already, and the sample would be mixed with them.', {
      hint: 'Import your own file instead, or start another Herald with its own data folder.',
    });
  }
  const folder = join(ctx.app_root, 'resources/sample');
  const content = new Blob([await readFile(join(folder, 'contacts.csv'))]);
  const { list_id } = await doors.importContacts({ filename: 'sample-contacts.csv', content, new_list: LIST });
  doors.createCampaign({
    name: 'Spring collection',
    subject: '{{ first_name | default: "Hello" }}, the spring collection is here',
    preheader: 'Three things we picked for you this month',
    body_kind: 'html',
    body: await readFile(join(folder, 'campaign.html'), 'utf8'),
    list_id,
  });
  return { done: true };
}
