import { Alert, Button, CopyButton, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { type LinkTagRules, tagProblem } from '#shared/domain/campaign/link-tag-rules.ts';
import { buildLink, type LinkTags, linkTagsOf } from '#shared/domain/campaign/link-tags.ts';
import { LinkTagsFields } from './link-tags-fields.tsx';
import { useTagProblem } from './use-tag-problem.ts';

interface LinkBuilderProps {
  campaign: Pick<Campaign, 'name' | 'link_tags'>;
  opened: boolean;
  onClose(): void;
}

/** Makes a link for a post, an advertisement or a printed code that counts for a campaign, too. */
export function LinkBuilder({ campaign, opened, onClose }: LinkBuilderProps) {
  const { t } = useTranslation(['link_tags', 'common']);
  const { data: organization } = useQuery(api.organization.get.queryOptions());
  const { name, link_tags } = campaign;
  const standard = organization && {
    ...organization.link_tags,
    source: organization.link_tags.source || organization.slug,
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('builder.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {standard && <Builder rules={organization.link_tag_rules} start={linkTagsOf(link_tags, standard, name)} />}
    </Modal>
  );
}

function Builder({ rules, start }: { rules: LinkTagRules; start: LinkTags }) {
  const { t } = useTranslation('link_tags');
  const { sentence } = useTagProblem();
  const [address, setAddress] = useState('');
  const [tags, setTags] = useState<LinkTags>({ ...start, on: true });
  const built = buildLink(address, tags);
  const problem = tagProblem(tags, rules);
  const link = problem || tags.source.trim() === '' ? '' : (built?.link ?? '');
  return (
    <Stack gap="md">
      <TextInput
        label={t('builder.address')}
        placeholder="https://"
        data-autofocus
        value={address}
        error={address !== '' && !built ? t('builder.no_address') : null}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <LinkTagsFields value={tags} onChange={setTags} rules={rules} />
      {built && built.kept.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('builder.kept', { tags: built.kept.map((name) => `utm_${name}`).join(', ') })}
        </Text>
      )}
      {built && problem && (
        <Alert color="amber" role="status">
          {sentence(problem)}
        </Alert>
      )}
      <Textarea label={t('builder.link')} readOnly autosize minRows={2} value={link} />
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button
            disabled={link === ''}
            leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
            onClick={copy}
          >
            {t(copied ? 'builder.copied' : 'builder.copy')}
          </Button>
        )}
      </CopyButton>
    </Stack>
  );
}
