import type { UseFormReturnType } from '@mantine/form';
import { describeError } from './describe-error.ts';
import { toast } from './toast.tsx';

/**
 * Puts a refusal where it belongs: under its field when the form has that field, else into a toast.
 *
 * @param rename maps a wire field to a form field where they differ
 */
export function showFormError<Values extends object>(
  form: UseFormReturnType<Values>,
  error: unknown,
  rename: Record<string, string> = {},
): void {
  const { message, hint, field } = describeError(error);
  const path = field && (rename[field] ?? field);
  if (path && hasPath(form.getValues(), path)) form.setFieldError(path, hint ? `${message} ${hint}` : message);
  else toast.failed(error);
}

function hasPath(values: object, path: string): boolean {
  let at: unknown = values;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !(key in at)) return false;
    at = (at as Record<string, unknown>)[key];
  }
  return true;
}
