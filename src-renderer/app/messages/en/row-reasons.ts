import { ROW_REASONS } from '#shared/domain/import/row-reason.ts';

/** Why a row of a file was not taken, or not wholly: the sentences of the readers themselves. */
export const row_reasons: Record<keyof typeof ROW_REASONS, string> = ROW_REASONS;
