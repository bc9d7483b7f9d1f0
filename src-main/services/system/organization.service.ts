import {
  findOrganization,
  type OrganizationEdit,
  type OrganizationRow,
  updateOrganization,
} from '#main/repositories/system/organization.repo.ts';
import {
  type LinkTagRules,
  NO_LINK_TAG_RULES,
  sayTagProblem,
  tagProblem,
} from '#shared/domain/campaign/link-tag-rules.ts';
import { type LinkTags, NO_LINK_TAGS } from '#shared/domain/campaign/link-tags.ts';
import { isPublicHost } from '#shared/domain/public-address.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'endpoints'>;

interface TrackingSettings {
  public_url: string | null;
  opens: boolean;
  clicks: boolean;
  anonymous: boolean;
  respect_unwilling: boolean;
  hidden_link: boolean;
}

export interface OrganizationView {
  id: string;
  name: string;
  slug: string;
  timezone: string;
  locale: string;
  created_at: string;
  bin_days: number;
  soft_bounce_limit: number;
  tracking: TrackingSettings & { effective_url: string; reachable: boolean };
  link_tags: LinkTags;
  link_tag_rules: LinkTagRules;
  revision: number;
}

export interface OrganizationChange
  extends Pick<
    OrganizationEdit,
    'name' | 'timezone' | 'locale' | 'bin_days' | 'soft_bounce_limit' | 'link_tags' | 'link_tag_rules'
  > {
  revision: number;
  tracking?: Partial<TrackingSettings>;
}

export function getOrganization(ctx: Context): OrganizationView {
  return viewOf(ctx, requireOrganization(ctx));
}

export function changeOrganization(ctx: Context, actor: string, change: OrganizationChange): OrganizationView {
  const { revision, tracking = {}, ...plain } = change;
  const edit: OrganizationEdit = {
    ...plain,
    public_url: tracking.public_url?.replace(/\/+$/, '') ?? tracking.public_url,
    track_opens: tracking.opens,
    track_clicks: tracking.clicks,
    track_anonymously: tracking.anonymous,
    respect_unwilling: tracking.respect_unwilling,
    hidden_link: tracking.hidden_link,
  };
  ctx.db.write((tx) => {
    refuseBrokenTags({ ...findOrganization(tx), ...plain });
    if (!updateOrganization(tx, revision, edit)) {
      throw new HeraldError('STALE_REVISION', 'The settings were changed by somebody else meanwhile.', {
        hint: 'Load them again and repeat your change.',
      });
    }
    tx.record({ type: 'organization.changed', subject: 'organization:1', actor, data: { fields: Object.keys(plain) } });
  });
  return getOrganization(ctx);
}

/** The organization's own parameters keep to its own rules. Where they leave the campaign out, each campaign is looked at by itself. */
function refuseBrokenTags({ link_tags, link_tag_rules }: Pick<OrganizationEdit, 'link_tags' | 'link_tag_rules'>): void {
  const tags = link_tags ?? NO_LINK_TAGS;
  const rules = link_tag_rules ?? NO_LINK_TAG_RULES;
  const problem = tagProblem(tags, tags.campaign === '' ? { ...rules, campaign: { kind: 'any' } } : rules);
  if (!problem) return;
  const { message, hint } = sayTagProblem(problem);
  throw new HeraldError('INVALID_INPUT', message, { field: `link_tags.${problem.name}`, hint });
}

/** The organization that this Herald serves; undefined until it has been set up. */
export function findTenant(ctx: Pick<ServiceContext, 'db'>): OrganizationRow | undefined {
  return findOrganization(ctx.db.reader);
}

/** Refuses until Herald has been set up. */
export function requireOrganization(ctx: Pick<ServiceContext, 'db'>): OrganizationRow {
  const row = findOrganization(ctx.db.reader);
  if (!row)
    throw new HeraldError('SETUP_REQUIRED', 'Herald has not been set up yet.', { hint: 'Open the setup link.' });
  return row;
}

function viewOf(ctx: Context, row: OrganizationRow): OrganizationView {
  const effective_url = row.public_url ?? ctx.endpoints.tracking_url;
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    timezone: row.timezone,
    locale: row.locale,
    created_at: row.created_at,
    bin_days: row.bin_days,
    soft_bounce_limit: row.soft_bounce_limit,
    tracking: {
      public_url: row.public_url,
      effective_url,
      reachable: isPublicHost(new URL(effective_url).hostname),
      opens: row.track_opens,
      clicks: row.track_clicks,
      anonymous: row.track_anonymously,
      respect_unwilling: row.respect_unwilling,
      hidden_link: row.hidden_link,
    },
    link_tags: row.link_tags ?? NO_LINK_TAGS,
    link_tag_rules: row.link_tag_rules ?? NO_LINK_TAG_RULES,
    revision: row.revision,
  };
}
