import type { EventProblem } from './event-input.ts';

/** What became of an event that was told; `known` is one that was recorded before under the same key. */
export type EventAnswer =
  | { status: 'recorded' | 'known'; contact_id: string }
  | ({ status: 'refused'; contact_id: null } & EventProblem);
