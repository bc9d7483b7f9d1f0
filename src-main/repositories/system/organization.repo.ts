import { and, eq, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import { organizationTable } from '#main/db/schema/organization.table.ts';

export type OrganizationRow = typeof organizationTable.$inferSelect;
export type OrganizationEdit = Partial<
  Pick<
    OrganizationRow,
    | 'name'
    | 'timezone'
    | 'locale'
    | 'public_url'
    | 'track_opens'
    | 'track_clicks'
    | 'link_tags'
    | 'link_tag_rules'
    | 'track_anonymously'
    | 'respect_unwilling'
    | 'hidden_link'
    | 'bin_days'
    | 'soft_bounce_limit'
  >
>;

/** How long what is deleted can be taken back, unless the organization chooses otherwise. */
const DAYS_IN_BIN = 30;
/** So many soft bounces in a row mean that an address is no longer used, unless the organization chooses otherwise. */
const SOFT_BOUNCES = 5;

const DEFAULTS = {
  bin_days: DAYS_IN_BIN,
  soft_bounce_limit: SOFT_BOUNCES,
  track_anonymously: false,
  respect_unwilling: true,
  hidden_link: false,
  link_tags: null,
  link_tag_rules: null,
};

/** Undefined until Herald has been set up. */
export function findOrganization(reader: Reader): OrganizationRow | undefined {
  return reader.orm.select().from(organizationTable).get();
}

export function insertOrganization(
  tx: Tx,
  row: Omit<OrganizationRow, 'no' | 'revision' | keyof typeof DEFAULTS>,
): void {
  tx.orm
    .insert(organizationTable)
    .values({ ...row, ...DEFAULTS, no: 1, revision: 1 })
    .run();
  tx.touch('organization');
}

/** @returns whether the row was at `revision` and has been changed */
export function updateOrganization(tx: Tx, revision: number, edit: OrganizationEdit): boolean {
  const { changes } = tx.orm
    .update(organizationTable)
    .set({ ...edit, revision: sql`${organizationTable.revision} + 1` })
    .where(and(eq(organizationTable.no, 1), eq(organizationTable.revision, revision)))
    .run();
  if (changes === 1) tx.touch('organization');
  return changes === 1;
}
