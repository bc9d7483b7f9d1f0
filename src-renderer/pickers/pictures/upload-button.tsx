import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface UploadButtonProps {
  variant?: 'filled' | 'default';
  onFiles(files: File[]): void;
}

export function UploadButton({ variant = 'filled', onFiles }: UploadButtonProps) {
  const { t } = useTranslation('pictures');
  return (
    <FileButton multiple accept="image/png,image/jpeg,image/gif,image/webp" onChange={onFiles}>
      {(props) => (
        <Button {...props} variant={variant} leftSection={<IconUpload size={18} aria-hidden />}>
          {t('upload')}
        </Button>
      )}
    </FileButton>
  );
}
