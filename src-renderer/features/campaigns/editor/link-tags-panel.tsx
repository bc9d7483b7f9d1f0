import { Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { LinkBuilder } from '#renderer/pickers/link-builder.tsx';
import { LinkTagsFields } from '#renderer/pickers/link-tags-fields.tsx';
import { useTagProblem } from '#renderer/pickers/use-tag-problem.ts';
import { NO_LINK_TAG_RULES, tagProblem } from '#shared/domain/campaign/link-tag-rules.ts';
import { linkTagsOf, missingTags, NO_LINK_TAGS, tagOfName } from '#shared/domain/campaign/link-tags.ts';
import type { DraftEditor } from './use-draft.ts';

type Choice = 'as_organization' | 'own' | 'none';

/** What links of this campaign say to the sites they lead to. */
export function LinkTagsPanel({ draft }: { draft: DraftEditor }) {
  const { t } = useTranslation('link_tags');
  const { sentence } = useTagProblem();
  const [builds, setBuilds] = useState(false);
  const { data: organization } = useQuery(api.organization.get.queryOptions());
  const { link_tags: own, name } = draft.fields;
  const choice: Choice = own === null ? 'as_organization' : own.on ? 'own' : 'none';
  const standard = organization?.link_tags ?? NO_LINK_TAGS;
  const rules = organization?.link_tag_rules ?? NO_LINK_TAG_RULES;
  const choose = (next: Choice) => {
    if (next === 'as_organization') return draft.edit({ link_tags: null });
    const start = { ...(own ?? standard), on: next === 'own' };
    draft.edit({ link_tags: { ...start, source: start.source || (organization?.slug ?? '') } });
  };
  const tags = linkTagsOf(own, standard, name);
  const query = missingTags(tags, '');
  const problem = tagProblem(tags, rules);
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
          rules={rules}
          hint={t('campaign_hint', { name: tagOfName(name) })}
        />
      )}
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {query ? t('now', { tags: query }) : t('now_none')}
      </Text>
      {problem && (
        <Text size="sm" c="var(--mantine-color-red-text)" role="status">
          {sentence(problem)} {t('problem.before_sending')}
        </Text>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        leftSection={<IconLink size={16} aria-hidden />}
        onClick={() => setBuilds(true)}
      >
        {t('builder.open')}
      </Button>
      <LinkBuilder campaign={draft.fields} opened={builds} onClose={() => setBuilds(false)} />
    </Stack>
  );
}
