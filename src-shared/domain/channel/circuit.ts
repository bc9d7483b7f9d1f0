import { MINUTE, type Millis, SECOND } from '#shared/kernel/instant.ts';

/**
 * Keeps a server that is down from being hammered.
 *
 *            failures in a row            pause over               one success
 *   closed ───────────────────► open ───────────────► half-open ───────────────► closed, slow start:
 *     ▲                          ▲ pause doubles          │ failure              one connection more
 *     └── connections grow back  └────────────────────────┘                      for each success
 */
export interface Circuit {
  /** Failures since the last success. */
  failures: number;
  /** Nothing is tried before this moment. */
  open_until: Millis;
  /** The pause that the next opening costs. */
  pause: Millis;
  /** Connections that may be used at a time. */
  allowed: number;
}

const FAILURES_TO_OPEN = 5;
const FIRST_PAUSE = 5 * SECOND;
const LONGEST_PAUSE = 30 * MINUTE;

export const CLOSED_CIRCUIT: Circuit = {
  failures: 0,
  open_until: 0,
  pause: FIRST_PAUSE,
  allowed: Number.MAX_SAFE_INTEGER,
};

/** @param connections how many the sender may have, where the slow start ends */
export function afterSuccess(circuit: Circuit, connections: number): Circuit {
  if (circuit.failures === 0 && circuit.allowed >= connections) return circuit;
  const allowed = Math.min(connections, circuit.allowed) + 1;
  return {
    failures: 0,
    open_until: 0,
    pause: FIRST_PAUSE,
    allowed: allowed >= connections ? Number.MAX_SAFE_INTEGER : allowed,
  };
}

export function afterFailure(circuit: Circuit, now: Millis): Circuit {
  // Connections that fail together while the circuit is open already are one failure.
  if (circuit.open_until > now) return circuit;
  const failures = circuit.failures + 1;
  if (failures < FAILURES_TO_OPEN) return { ...circuit, failures };
  return { failures, open_until: now + circuit.pause, pause: Math.min(LONGEST_PAUSE, circuit.pause * 2), allowed: 1 };
}
