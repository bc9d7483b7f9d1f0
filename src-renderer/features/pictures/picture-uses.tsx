import { Anchor, Input, Skeleton, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PictureUse } from '#shared/contract/picture.contract.ts';

const PLACES: Record<PictureUse['kind'], (id: string) => string> = {
  campaign: (id) => `/campaigns/${id}`,
  template: (id) => `/templates/${id}`,
  workflow: (id) => `/workflows/${id}`,
  saved_block: () => '/templates',
  brand: () => '/settings',
};

/** What shows a picture; undefined: not known yet. */
export function PictureUses({ uses }: { uses: PictureUse[] | undefined }) {
  const { t } = useTranslation('pictures');
  return (
    <Stack gap={4}>
      <Input.Label component="div">{t('uses')}</Input.Label>
      {!uses && <Skeleton height={18} />}
      {uses?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('unused')}
        </Text>
      )}
      {uses?.map(({ kind, id, name }) => (
        <Text size="sm" key={`${kind}:${id}`} truncate>
          {t(`kind.${kind}`)}{' '}
          <Anchor component={Link} href={PLACES[kind](id ?? '')} size="sm">
            {name || t('brand')}
          </Anchor>
        </Text>
      ))}
    </Stack>
  );
}
