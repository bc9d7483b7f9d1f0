import { mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import { type CampaignRecord, findCampaignBySend } from '#main/repositories/campaign/campaign.repo.ts';
import { findContactByNo } from '#main/repositories/contact/contact.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { findTrackedDelivery } from '#main/repositories/tracking/hit.repo.ts';
import { textIndexFor, textsOfSend } from '#shared/domain/campaign/texts-of-send.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';
import { mergeContactOf } from '../contact/merge-contact.ts';
import type { ServiceContext } from '../service-context.ts';
import { trackingBase } from './tracking-address.ts';

/**
 * The message of a delivery as a page, from the content that its send is bound to. Null where there is none: no such delivery, a
 * person who is no more, or a message that is no mail of a campaign.
 */
export async function viewInBrowser(
  ctx: Pick<ServiceContext, 'db' | 'endpoints' | 'rendering'>,
  { delivery_no, token }: { delivery_no: number; token: string },
): Promise<string | null> {
  const { reader } = ctx.db;
  const delivery = findTrackedDelivery(reader, delivery_no);
  const organization = findOrganization(reader);
  const campaign = delivery && findCampaignBySend(reader, delivery.send_no);
  const contact = delivery && findContactByNo(reader, delivery.contact_no);
  if (!organization || !campaign || !contact || campaign.kind !== 'campaign' || campaign.channel !== 'email')
    return null;
  const base_url = trackingBase(ctx, organization);
  const { track_clicks, link_tags } = campaign;
  const variant = delivery.variant ?? campaign.decision?.chosen ?? 0;
  const index = textIndexFor(campaign, { locale: contact.locale, variant });
  return ctx.rendering.run('page', {
    key: `${keyOf(campaign, base_url)} ${index}`,
    sources: textsOfSend(campaign),
    index,
    // Who reads the page has not opened the mail once more.
    options: { base_url, track_opens: false, track_clicks, link_tags },
    data: mergeDataOf(
      mergeContactOf({ ...contact, email: contact.email ?? delivery.address }),
      mergeAddressesOf(token, trackingUrls(base_url, token)),
    ),
  });
}

function keyOf({ no, revision }: CampaignRecord, base_url: string): string {
  return `${no} ${revision} ${base_url}`;
}
