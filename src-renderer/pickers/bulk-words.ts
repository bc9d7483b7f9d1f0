import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import type { BulkEdit } from '#shared/contract/bulk-edit.contract.ts';
import { isBulkField, type LeftOutReason } from '#shared/domain/bulk-edit.ts';

/** What a change of many is called, and what became of it, in words. */
export function useBulkWords() {
  const { t } = useTranslation(['contacts', 'audience']);
  const { data: fields } = useQuery(api.fields.list.queryOptions({ input: {} }));
  return useMemo(() => {
    const fieldName = (field: string) =>
      isBulkField(field)
        ? t(`audience:field.${field}`)
        : (fields?.find(({ key }) => `attributes.${key}` === field)?.label ?? field.replace(/^attributes\./, ''));
    const title = ({ action, list_name }: BulkEdit): string => {
      const name = 'tag' in action ? action.tag : 'field' in action ? fieldName(action.field) : (list_name ?? '');
      const emptied = action.kind === 'set_field' && (action.value === null || action.value === '');
      return t(`bulk.title.${emptied ? 'empty_field' : action.kind}`, { name });
    };
    const details = (edit: BulkEdit): string[] => {
      if (edit.state === 'undone') {
        return [
          t('bulk.restored', { count: edit.restored }),
          edit.kept > 0 ? t('bulk.kept', { count: edit.kept }) : '',
        ].filter(Boolean);
      }
      const reasons = Object.entries(edit.left_out) as [LeftOutReason, number][];
      return [
        t('bulk.changed', { count: edit.changed }),
        edit.unchanged > 0 ? t('bulk.unchanged', { count: edit.unchanged }) : '',
        ...reasons.map(([reason, count]) => t(`bulk.left_out.${reason}`, { count })),
      ].filter(Boolean);
    };
    return { title, details, summary: (edit: BulkEdit) => `${title(edit)}: ${details(edit).join(' ')}` };
  }, [t, fields]);
}
