import { Paper, TagsInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import type { Contact } from '#shared/contract/contact.contract.ts';
import { useContactTags } from './use-contact-tags.ts';

/** The tags of a contact. Each change is kept at once. */
export function ContactTags({ contact }: { contact: Contact }) {
  const { t } = useTranslation('fields');
  const readOnly = !useMay()('contact.write');
  const { data: all = [] } = useQuery(api.tags.list.queryOptions());
  const { give, take, isPending } = useContactTags(contact);
  const names = contact.tags.map(({ name }) => name);
  const onChange = (next: string[]) => {
    const kept = new Set(next.map((name) => name.toLowerCase()));
    for (const tag of contact.tags) if (!kept.has(tag.name.toLowerCase())) void take(tag);
    for (const name of next) if (!names.includes(name)) void give(name);
  };
  return (
    <Paper withBorder p="lg" component="section" aria-label={t('tags.title')}>
      <Title order={2} mb="xs">
        {t('tags.title')}
      </Title>
      <TagsInput
        aria-label={t('tags.label')}
        placeholder={readOnly ? undefined : t('tags.placeholder')}
        data={all.map(({ name }) => name)}
        value={names}
        readOnly={readOnly}
        aria-busy={isPending}
        maxDropdownHeight={260}
        splitChars={[',', ';']}
        onChange={onChange}
      />
    </Paper>
  );
}
