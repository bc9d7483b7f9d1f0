/**
 * draft: nothing has been published. live: people enter and move. paused: nobody enters or moves; timers that end meanwhile count at
 * once when it goes on. archived: everybody has left, and nothing starts it again but publishing.
 */
export const WORKFLOW_STATES = ['draft', 'live', 'paused', 'archived'] as const;
export type WorkflowState = (typeof WORKFLOW_STATES)[number];
