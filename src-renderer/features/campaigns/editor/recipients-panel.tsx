import { Fieldset, MultiSelect, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ListsPicker } from '#renderer/pickers/list-picker.tsx';
import { SegmentsPicker } from '#renderer/pickers/segment-picker.tsx';
import type { Audience } from '#shared/contract/campaign.contract.ts';
import { AudienceCount } from '../send/audience-count.tsx';
import { LinkTagsPanel } from './link-tags-panel.tsx';
import type { DraftEditor } from './use-draft.ts';

/** Whom the campaign addresses, who is left out, and what is measured. */
export function RecipientsPanel({ draft }: { draft: DraftEditor }) {
  const { t } = useTranslation(['campaign', 'sms']);
  const { fields, edit, base } = draft;
  const { audience } = fields;
  const [byList, setByList] = useState(!audience.everyone);
  const change = (part: Partial<Audience>) => edit({ audience: { ...audience, ...part } });
  const choose = (whom: string) => {
    setByList(whom === 'lists');
    change({ everyone: whom === 'everyone' });
  };
  return (
    <Stack gap="md" p="md">
      <SegmentedControl
        aria-label={t('audience.whom')}
        value={byList ? 'lists' : 'everyone'}
        onChange={choose}
        data={[
          { value: 'lists', label: t('audience.lists') },
          { value: 'everyone', label: t('audience.everyone') },
        ]}
      />
      {byList && (
        <>
          <ListsPicker
            label={t('audience.include_lists')}
            value={audience.include_lists}
            onChange={(include_lists) => change({ include_lists })}
          />
          <SegmentsPicker
            label={t('audience.include_segments')}
            description={t('audience.include_both')}
            value={audience.include_segments}
            onChange={(include_segments) => change({ include_segments })}
          />
        </>
      )}
      <CampaignsPicker
        own={base.id}
        label={t('audience.unopened_campaigns')}
        description={t('audience.unopened_hint')}
        value={audience.unopened_campaigns}
        onChange={(unopened_campaigns) => change({ unopened_campaigns })}
      />
      <Fieldset legend={t('audience.exclude')}>
        <Stack gap="sm">
          <ListsPicker
            label={t('audience.exclude_lists')}
            value={audience.exclude_lists}
            onChange={(exclude_lists) => change({ exclude_lists })}
          />
          <SegmentsPicker
            label={t('audience.exclude_segments')}
            value={audience.exclude_segments}
            onChange={(exclude_segments) => change({ exclude_segments })}
          />
          <CampaignsPicker
            own={base.id}
            label={t('audience.exclude_campaigns')}
            value={audience.exclude_campaigns}
            onChange={(exclude_campaigns) => change({ exclude_campaigns })}
          />
        </Stack>
      </Fieldset>
      <AudienceCount id={base.id} channel={base.channel} />
      <Stack gap="xs">
        <Text fw={500} size="sm">
          {t('tracking.title')}
        </Text>
        {base.channel === 'email' && (
          <Switch
            label={t('tracking.opens')}
            checked={fields.track_opens}
            onChange={(event) => edit({ track_opens: event.currentTarget.checked })}
          />
        )}
        <Switch
          label={t('tracking.clicks')}
          description={base.channel === 'sms' ? t('sms:short_links') : undefined}
          checked={fields.track_clicks}
          onChange={(event) => edit({ track_clicks: event.currentTarget.checked })}
        />
        {(base.channel === 'email' || (base.channel === 'sms' && fields.track_clicks)) && (
          <LinkTagsPanel draft={draft} />
        )}
      </Stack>
      {base.channel === 'email' && (
        <Stack gap="xs">
          <Text fw={500} size="sm">
            {t('pictures.title')}
          </Text>
          <Switch
            label={t('pictures.embed')}
            description={t('pictures.embed_hint')}
            checked={fields.embed_pictures}
            onChange={(event) => edit({ embed_pictures: event.currentTarget.checked })}
          />
        </Stack>
      )}
    </Stack>
  );
}

interface CampaignsPickerProps {
  own: string;
  label: string;
  description?: string;
  value: string[];
  onChange(ids: string[]): void;
}

/** Earlier campaigns. */
function CampaignsPicker({ own, label, description, value, onChange }: CampaignsPickerProps) {
  const { t } = useTranslation('campaign');
  const { data } = useQuery(api.campaigns.list.queryOptions({ input: { limit: 200 } }));
  const earlier = data?.items.filter(({ id, state }) => id !== own && state !== 'draft') ?? [];
  return (
    <MultiSelect
      label={label}
      description={description}
      placeholder={value.length ? undefined : t('audience.pick_campaigns')}
      searchable
      hidePickedOptions
      nothingFoundMessage={t('audience.no_campaigns')}
      value={value}
      onChange={onChange}
      data={earlier.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
