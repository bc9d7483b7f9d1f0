import i18next from 'i18next';
import { ERROR_STATUS, type ErrorCode } from '#shared/kernel/error-codes.ts';

export interface ErrorWords {
  message: string;
  hint: string | undefined;
  field: string | undefined;
}

interface Wire {
  code: string;
  message: string;
  data?: { field?: unknown; hint?: unknown } | null;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

function isWire(error: unknown): error is Wire {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** What a failed call says to a person. Refusals carry their own sentence; the rest is a line that did not hold. */
export function describeError(error: unknown): ErrorWords {
  if (!isWire(error)) {
    return { message: i18next.t('errors.unreachable'), hint: i18next.t('errors.unreachable_hint'), field: undefined };
  }
  const spoken = i18next.language.startsWith('en') || !(error.code in ERROR_STATUS);
  return {
    message: spoken ? error.message : `${i18next.t(`errors.code.${error.code as ErrorCode}`)} (${error.message})`,
    hint: text(error.data?.hint),
    field: text(error.data?.field),
  };
}
