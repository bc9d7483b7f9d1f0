/** Every kind of background work and what its payload names: ids only, since rows outlive releases. */
export interface JobCatalog {
  /** Fix the recipients of a send that has been started. */
  'campaign.freeze-audience': { campaign_id: string };
  /** Give up the recipients whom a cancelled send has not reached. */
  'campaign.cancel-rest': { campaign_id: string };
  /** A scheduled moment has come. */
  'campaign.start-scheduled': { campaign_id: string };
  /** Read the file of an import into contacts. */
  'import.run': { import_id: string };
  /** Bring the values of a field into its type, or take those of a deleted one away. */
  'field.rewrite': { field_no: number };
  /** Take a deleted tag from its contacts. */
  'tag.clear': { tag_no: number };
  /** Take away the members of a deleted list. */
  'list.clear': { list_no: number };
  /** Copy the database, and check the copy. */
  'house.backup': Record<string, never>;
}

export type JobKind = keyof JobCatalog;
