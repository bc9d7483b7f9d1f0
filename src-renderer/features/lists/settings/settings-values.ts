import type { RecipientList } from '#shared/contract/contact.contract.ts';

export type SettingsValues = Pick<
  RecipientList,
  | 'is_public'
  | 'public_name'
  | 'public_description'
  | 'double_opt_in'
  | 'confirm_sender_id'
  | 'confirm_subject'
  | 'confirm_body'
>;

export function valuesOf(list: RecipientList): SettingsValues {
  const { is_public, public_name, public_description, double_opt_in } = list;
  const { confirm_sender_id, confirm_subject, confirm_body } = list;
  return {
    is_public,
    public_name,
    public_description,
    double_opt_in,
    confirm_sender_id,
    confirm_subject,
    confirm_body,
  };
}
