import type { ContactStatus, MemberState } from './contact-status.ts';

/** Which contacts a list shows, as people ask for it. */
export interface ContactQuestion {
  search?: string;
  list_id?: string;
  list_state?: MemberState;
  status?: ContactStatus;
  tag_id?: string;
  import_id?: string;
  /** Whom the import made, or whom it changed. */
  import_part?: 'created' | 'changed';
  segment_id?: string;
  /** A rule that is not saved. */
  segment?: string;
}

/** Which contacts some work is about: some that were picked, all that fit a filter, or what is in the recycle bin. */
export type ContactTarget =
  | { kind: 'picked'; contact_ids: string[] }
  | { kind: 'matching'; filter: ContactQuestion; except_ids?: string[] }
  | { kind: 'bin'; search?: string };
