import { Button, CloseButton, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NodeFieldsProps } from './node-fields-props.ts';

export function SplitFields({ node: { shares }, edit, errorOf }: NodeFieldsProps<'split'>) {
  const { t } = useTranslation('workflow');
  const change = (index: number, part: object) =>
    edit({ shares: shares.map((share, at) => (at === index ? { ...share, ...part } : share)) }, `share ${index}`);
  const letter = 'ABCDEFGHIJKLMNOPQRST'.split('').find((one) => !shares.some(({ port }) => port === one));
  return (
    <Stack gap="xs">
      {shares.map(({ port, share }, index) => (
        <Group key={port} gap="xs" wrap="nowrap" align="flex-end">
          <NumberInput
            label={t('field.share_of', { port })}
            min={0}
            max={1000}
            value={share}
            flex={1}
            onChange={(value) => change(index, { share: Number(value) || 0 })}
          />
          <CloseButton
            aria-label={t('field.remove_share', { port })}
            disabled={shares.length <= 2}
            onClick={() => edit({ shares: shares.filter((_, at) => at !== index) })}
          />
        </Group>
      ))}
      {errorOf('shares') && (
        <Text size="xs" c="red">
          {errorOf('shares')}
        </Text>
      )}
      <Button
        variant="default"
        size="xs"
        disabled={!letter || shares.length >= 20}
        onClick={() => edit({ shares: [...shares, { port: letter, share: 50 }] })}
      >
        {t('field.add_share')}
      </Button>
    </Stack>
  );
}
