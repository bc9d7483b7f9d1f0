/**
 * What a change notice may name. A notice says that rows under a topic changed; what they are now is asked for again.
 * Plural names stand for a whole kind, `kind:id` for one record.
 */
export type ChangeTopic =
  | 'organization'
  | 'api-keys'
  | 'approvals'
  | 'transactional'
  | 'timing'
  | 'users'
  | 'sessions'
  | 'contacts'
  | 'fields'
  | 'tags'
  | 'events'
  | 'lists'
  | 'segments'
  | 'bulk-edits'
  | 'contact-views'
  | 'exports'
  | 'duplicates'
  | 'forms'
  | 'suppressions'
  | 'feedback'
  | 'inboxes'
  | 'imports'
  | 'senders'
  | 'campaigns'
  | 'saved-reports'
  | 'mailbox'
  | 'workflows'
  | 'templates'
  | 'pictures'
  | 'saved-blocks'
  | 'brand'
  | 'home'
  | 'home-tiles'
  | 'hits'
  | 'engagement'
  | `contact:${string}`
  | `bulk-edit:${string}`
  | `export:${string}`
  | `import:${string}`
  | `template:${string}`
  | `campaign:${string}`
  | `campaign-stats:${string}`
  | `campaign-breakdown:${string}`
  | `workflow:${string}`
  | `workflow-stats:${string}`;
