import { Alert, Button, Group, Progress, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '#renderer/ui/describe-error.ts';
import type { PictureUploads } from './use-picture-upload.ts';

/** How far the upload is, and what was refused. */
export function UploadList({ uploads, dismiss }: Pick<PictureUploads, 'uploads' | 'dismiss'>) {
  const { t } = useTranslation('pictures');
  const common = useTranslation().t;
  const failed = uploads.filter(({ is }) => is === 'failed');
  const ended = uploads.filter(({ is }) => is === 'done' || is === 'failed').length;
  const current = uploads.find(({ is }) => is === 'sending');
  return (
    <>
      {ended < uploads.length && (
        <div role="status">
          <Text size="sm" mb={4} truncate>
            {t('sending', { n: ended + 1, count: uploads.length, name: current?.name ?? '' })}
          </Text>
          <Progress value={(100 * ended) / uploads.length} aria-label={t('progress')} />
        </div>
      )}
      {failed.length > 0 && (
        <Alert
          color="red"
          p="sm"
          role="alert"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={t('refused', { count: failed.length })}
        >
          {failed.map(({ key, name, error }) => {
            const { message, hint } = describeError(error);
            return (
              <Text size="sm" key={key}>
                <b>{name}</b>: {message} {hint}
              </Text>
            );
          })}
          <Group mt="xs">
            <Button size="compact-sm" variant="default" onClick={dismiss}>
              {common('close')}
            </Button>
          </Group>
        </Alert>
      )}
    </>
  );
}
