import { Button, CopyButton, Group, Input, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Picture } from '#shared/contract/picture.contract.ts';

/** In which widths there is a picture, and the address of each for HTML of one's own. */
export function PictureSizes({ picture: { sizes } }: { picture: Picture }) {
  const { t } = useTranslation('pictures');
  const format = useFormat();
  return (
    <Stack gap={4}>
      <Input.Label component="div">{t('sizes')}</Input.Label>
      {sizes.map(({ width, height, bytes, address }) => (
        <Group key={width} gap="sm" justify="space-between">
          <Text size="sm" className="numbers">
            {t('pixels', { width, height })}
            <Text span size="sm" c="dimmed">
              {' '}
              · {format.bytes(bytes)}
            </Text>
          </Text>
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button
                size="compact-xs"
                variant="default"
                onClick={copy}
                aria-label={copied ? undefined : t('copy_of', { width })}
              >
                {t(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      ))}
    </Stack>
  );
}
