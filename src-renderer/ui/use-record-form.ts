import { type UseFormInput, type UseFormReturnType, useForm } from '@mantine/form';
import { useEffect, useRef } from 'react';

interface Revised {
  revision: number;
}

interface RecordForm<Values extends object> {
  form: UseFormReturnType<Values>;
  /** The revision that the edit is based on. */
  revision: number;
}

/**
 * A form over a record that others may change meanwhile. Untouched, it follows them; with edits in it, it keeps these and their
 * base, so that the server can refuse what would overwrite somebody.
 */
export function useRecordForm<Values extends object>(
  record: Revised,
  initialValues: Values,
  options: Pick<UseFormInput<Values>, 'validate'> = {},
): RecordForm<Values> {
  const form = useForm<Values>({ ...options, initialValues });
  const base = useRef(record.revision);
  const follows = base.current !== record.revision && !form.isDirty();
  if (follows) base.current = record.revision;
  useEffect(() => {
    if (!follows) return;
    form.setInitialValues(initialValues);
    form.setValues(initialValues);
  }, [follows, form, initialValues]);
  return { form, revision: base.current };
}
