import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CHANNELS } from '#shared/domain/channel/channel.ts';
import { describeProvider, PROVIDER_NAMES, type ProviderName } from '#shared/domain/channel/provider-catalog.ts';

interface ProviderSelectProps {
  value: ProviderName;
  onChange(provider: ProviderName): void;
}

/** The services that a new sender can use, by channel. */
export function ProviderSelect({ value, onChange }: ProviderSelectProps) {
  const { t } = useTranslation('providers');
  const choices = PROVIDER_NAMES.filter((name) => !describeProvider(name).built_in);
  const groups = CHANNELS.map((channel) => ({
    group: t(`channel.${channel}`),
    items: choices
      .filter((name) => describeProvider(name).channel === channel)
      .map((name) => ({ value: name, label: t(`name.${name}`) })),
  }));
  return (
    <Select
      label={t('service')}
      data={groups.filter(({ items }) => items.length > 0)}
      allowDeselect={false}
      value={value}
      onChange={(chosen) => {
        const provider = choices.find((name) => name === chosen);
        if (provider) onChange(provider);
      }}
    />
  );
}
