/**
 * Every refusal Herald can answer with, and the HTTP status the transports give it. The list is closed:
 * a client may switch over it.
 */
export const ERROR_STATUS = {
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  STALE_REVISION: 409,
  WRONG_STATE: 409,
  ALREADY_EXISTS: 409,
  IN_USE: 409,
  TEMPLATE_INVALID: 422,
  APPROVAL_NEEDED: 409,
  NOTHING_TO_SEND: 422,
  SENDER_NOT_READY: 422,
  TRACKING_UNREACHABLE: 422,
  TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  SETUP_REQUIRED: 409,
  DISK_FULL: 507,
  INTERNAL: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
