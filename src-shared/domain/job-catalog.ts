/** Every kind of background work and what its payload names: ids only, since rows outlive releases. */
export interface JobCatalog {
  /** Mail those who can approve that they are asked, or who asked what was said. */
  'approval.tell': { approval_id: string };
  /** Fix the recipients of a send that has been started. */
  'campaign.freeze-audience': { campaign_id: string };
  /** Give up the recipients whom a cancelled send has not reached. */
  'campaign.cancel-rest': { campaign_id: string };
  /** Decide what those get on whom variants were not tried. */
  'campaign.decide-test': { campaign_id: string };
  /** Let those go who waited for that decision. */
  'campaign.release-rest': { campaign_id: string };
  /** Look at what every recipient would get. */
  'campaign.preflight': { campaign_id: string };
  /** A scheduled moment has come. */
  'campaign.start-scheduled': { campaign_id: string };
  /** Do what an import's state asks for: check its file, read it into contacts, or take that back. */
  'import.run': { import_id: string };
  /** Clear away what a deleted import had kept to be taken back. */
  'import.forget': { import_no: number };
  /** Bring the values of a field into its type, or take those of a deleted one away. */
  'field.rewrite': { field_no: number };
  /** Take a deleted tag from its contacts. */
  'tag.clear': { tag_no: number };
  /** Take away the members of a deleted list. */
  'list.clear': { list_no: number };
  /** Ask the next unconfirmed people of a list. */
  'list.ask': { asking_id: string };
  /** Mail somebody the question whether they want to be on a list. */
  'consent.mail': { consent_no: number };
  /** Mail somebody the link to their preferences. */
  'preferences.mail': { link_no: number };
  /** Change many contacts, or take that back. */
  'contacts.bulk-edit': { bulk_edit_id: string };
  /** Write contacts into a file. */
  'contacts.export': { export_id: string };
  /** Look for contacts that may be the same person. */
  'contacts.find-duplicates': Record<string, never>;
  /** Delete for good what has been in the recycle bin for long enough, and files and before-images of long ago. */
  'contacts.clear-out': Record<string, never>;
  /** Erase pictures that have been in the recycle bin for long enough. */
  'pictures.clear-out': Record<string, never>;
  /** Find whose addresses are suppressed by hash alone. */
  'suppression.link': Record<string, never>;
  /** Tell the chat of a team what a line of the fact log says. */
  'chat.tell': { sender_id: string; fact_id: string };
  /** Read a mailbox for what came back. */
  'inbox.read': { inbox_id: string };
  /** Have all mailboxes read that are in use. */
  'inbox.read-all': Record<string, never>;
  /** Tell another system that somebody has come to a node. */
  'workflow.call': { enrolment_no: number; visit: number };
  /** Mail users of Herald that somebody has come to a node. */
  'workflow.notify': { enrolment_no: number; visit: number; user_id: string };
  /** Look at the DNS records of sending domains that nobody has looked at for a day. */
  'sending.check-domains': Record<string, never>;
  /** The moment has come at which a report is mailed. */
  'report.due': { report_id: string };
  /** Mail a report to one of those who get it. */
  'report.mail': { report_id: string; to: string };
  /** Keep what reports say whose time for answers is over. */
  'report.close': Record<string, never>;
  /** Copy the database, and check the copy. */
  'house.backup': Record<string, never>;
}

export type JobKind = keyof JobCatalog;
