export interface PreflightOrder {
  campaign_id: string;
  /** What the addresses in the mails start with. */
  base_url: string;
}
