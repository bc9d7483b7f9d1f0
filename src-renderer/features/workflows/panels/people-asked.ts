/** Which people of a workflow are meant: all, those at a node, those who left it by a way out, or those who can't go on or are stuck. */
export interface PeopleAsked {
  node?: string;
  port?: string;
  state?: 'active' | 'failed' | 'stuck';
}
