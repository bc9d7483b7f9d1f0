import { ActionIcon, Button, Group, SegmentedControl, Select, Stack } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Align, type BlockOf, NETWORKS } from '#shared/domain/design/design.ts';
import { NETWORK_NAMES } from '#shared/domain/design/social.ts';
import { AddressField } from './address-field.tsx';

interface SocialFieldsProps {
  block: BlockOf<'social'>;
  onChange(change: Partial<BlockOf<'social'>>): void;
}

/** Networks and where one is found in each. */
export function SocialFields({ block, onChange }: SocialFieldsProps) {
  const { t } = useTranslation('design');
  const { links } = block;
  const set = (index: number, change: Partial<(typeof links)[number]>) =>
    onChange({ links: links.map((link, at) => (at === index ? { ...link, ...change } : link)) });
  return (
    <Stack gap="sm">
      {links.map((link, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a link is known by its place alone
        <Stack key={index} gap={4}>
          <Group gap={4} wrap="nowrap">
            <Select
              flex={1}
              aria-label={t('field.network')}
              allowDeselect={false}
              data={NETWORKS.map((value) => ({ value, label: NETWORK_NAMES[value] }))}
              value={link.network}
              onChange={(network) => set(index, { network: network as typeof link.network })}
            />
            <ActionIcon
              aria-label={t('field.remove_network', { name: NETWORK_NAMES[link.network] })}
              onClick={() => onChange({ links: links.filter((_, at) => at !== index) })}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
          <AddressField label={t('field.href')} value={link.href} onChange={(href) => set(index, { href })} />
        </Stack>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={links.length >= 12}
        onClick={() => onChange({ links: [...links, { network: 'website', href: 'https://' }] })}
      >
        {t('field.add_network')}
      </Button>
      <SegmentedControl
        aria-label={t('field.align')}
        value={block.align}
        onChange={(align) => onChange({ align: align as Align })}
        data={(['left', 'center', 'right'] as const).map((align) => ({ value: align, label: t(`align.${align}`) }))}
      />
    </Stack>
  );
}
