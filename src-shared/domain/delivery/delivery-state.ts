/**
 *            claim           mark              250
 *   queued ─────────► claimed ─────► in_data ─────────► accepted ──► bounced, complained (reported later)
 *     ▲                 │  │ ▲          │ ├─ 5xx ──────► failed
 *     │ crash, pause ───┘  │ └──────────┤ ├─ no answer, crash ─► unknown
 *     │                    ▼            │ └─ 4xx ──────► deferred ─── claim, once it is due ──► claimed
 *     │                 skipped         └─ not handed over after all: queued
 *   cancel turns queued and deferred into cancelled.
 *
 * `in_data` is on disk before the last byte of a message leaves; so whatever a crash interrupts before that mark is sent
 * again, and nothing after it is.
 */
export const DELIVERY_STATES = [
  'queued',
  'claimed',
  'in_data',
  'accepted',
  'deferred',
  'failed',
  'unknown',
  'skipped',
  'cancelled',
  'bounced',
  'complained',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
