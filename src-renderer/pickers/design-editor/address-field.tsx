import { useTranslation } from 'react-i18next';
import { isSafeLink, isSafePicture } from '#shared/domain/design/safe-address.ts';
import { LiquidField } from '../liquid-field.tsx';

interface AddressFieldProps {
  label: string;
  value: string;
  /** Of a picture; without it of a link. */
  picture?: boolean;
  onChange(value: string): void;
}

/** A web address or a merge field; others would be left out of the mail. */
export function AddressField({ label, value, picture = false, onChange }: AddressFieldProps) {
  const { t } = useTranslation('design');
  const fits = value.trim() === '' || (picture ? isSafePicture(value) : isSafeLink(value));
  const error = fits ? undefined : t(picture ? 'bad_picture' : 'bad_link');
  return <LiquidField label={label} value={value} error={error} onChange={onChange} />;
}
