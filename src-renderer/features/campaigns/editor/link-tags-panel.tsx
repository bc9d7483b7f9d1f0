import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { LinkTagsFields } from '#renderer/pickers/link-tags-fields.tsx';
import { linkTagsOf, missingTags, NO_LINK_TAGS, tagOfName } from '#shared/domain/campaign/link-tags.ts';
import type { DraftEditor } from './use-draft.ts';

type Choice = 'as_organization' | 'own' | 'none';

/** What links of this campaign say to the sites they lead to. */
export function LinkTagsPanel({ draft }: { draft: DraftEditor }) {
  const { t } = useTranslation('link_tags');
  const { data: organization } = useQuery(api.organization.get.queryOptions());
  const { link_tags: own, name } = draft.fields;
  const choice: Choice = own === null ? 'as_organization' : own.on ? 'own' : 'none';
  const standard = organization?.link_tags ?? NO_LINK_TAGS;
  const choose = (next: Choice) => {
    if (next === 'as_organization') return draft.edit({ link_tags: null });
    const start = { ...(own ?? standard), on: next === 'own' };
    draft.edit({ link_tags: { ...start, source: start.source || (organization?.slug ?? '') } });
  };
  const query = missingTags(linkTagsOf(own, standard, name), '');
  return (
    <Stack gap="xs">
      <Text fw={500} size="sm" id="link-tags">
        {t('title')}
      </Text>
      <SegmentedControl
        aria-label={t('which')}
        value={choice}
        onChange={(next) => choose(next as Choice)}
        data={(['as_organization', 'own', 'none'] as const).map((value) => ({ value, label: t(value) }))}
      />
      {own?.on && (
        <LinkTagsFields
          value={own}
          onChange={(link_tags) => draft.edit({ link_tags })}
          hint={t('campaign_hint', { name: tagOfName(name) })}
        />
      )}
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {query ? t('now', { tags: query }) : t('now_none')}
      </Text>
    </Stack>
  );
}
