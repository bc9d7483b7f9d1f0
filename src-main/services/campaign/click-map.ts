import { inLanguage } from '#main/rendering/in-language.ts';
import { mergeDataOf } from '#main/rendering/merge-data.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { type LinkPeople, peopleByLink } from '#main/repositories/tracking/click-map.repo.ts';
import { asVariant } from '#shared/domain/experiment/experiment.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { MADE_UP_PERSON } from '../contact/merge-contact.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { requireCampaign, tagsOf, writtenIn } from './campaign-record.ts';
import { PREVIEW_TOKEN, previewAddresses } from './preview-addresses.ts';

type Context = Pick<ServiceContext, 'db' | 'reads' | 'rendering' | 'endpoints'>;

export interface ClickMap {
  /** As a made-up person gets it; empty when it can't be filled in for them. */
  html: string;
  /** How many were sent it, the base of the shares. */
  sent: number;
  links: (LinkPeople & { href: string })[];
}

/** The mail with what is known of its links. A link is told by its address in the page, which counts nothing. */
export async function clickMap(ctx: Context, { id, variant }: { id: string; variant?: number }): Promise<ClickMap> {
  const { reader } = ctx.db;
  const record = requireCampaign(reader, id);
  if (record.channel !== 'email') {
    throw new HeraldError('INVALID_INPUT', 'Only a mail shows where people clicked.', {
      field: 'id',
      hint: 'Look at the links in its report instead.',
    });
  }
  const organization = requireOrganization(reader);
  const base_url = trackingBase(ctx, organization);
  const { sent, links } = await numbersOf(ctx, record, variant);
  const data = mergeDataOf(MADE_UP_PERSON, previewAddresses(base_url));
  const chosen = asVariant(record, variant === undefined ? undefined : record.experiment?.variants[variant]);
  const options = { base_url, link_tags: tagsOf(record, organization), known_links: links.map(({ url }) => url) };
  const source = inLanguage(writtenIn(chosen), data.locale);
  const message = await ctx.rendering.run('preview', { source, options, data });
  const { link: hrefOf } = trackingUrls(base_url, PREVIEW_TOKEN);
  return {
    html: 'html' in message ? message.html : '',
    sent,
    links: links.map((link) => ({ ...link, href: hrefOf(link.index) })),
  };
}

function numbersOf(ctx: Context, record: CampaignRecord, variant: number | undefined) {
  const { no: send_no, decision } = record;
  if (variant !== undefined && record.experiment) {
    const and_rest = (decision?.chosen ?? 0) === variant;
    return ctx.reads.run('reports.clicks', { send_no, variant, and_rest });
  }
  const { reader } = ctx.db;
  return { sent: getCampaign(reader, record.id).counts.accepted, links: peopleByLink(reader, send_no) };
}
