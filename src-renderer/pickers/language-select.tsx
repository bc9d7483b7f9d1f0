import { ActionIcon, Autocomplete, Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconLanguage, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { confirm } from '#renderer/ui/confirm.tsx';
import type { Translation } from '#shared/contract/campaign.contract.ts';

interface LanguageSelectProps {
  translations: Translation[];
  /** null: the message itself, which everybody else gets. */
  language: string | null;
  onLanguage(language: string | null): void;
  onChange(translations: Translation[]): void;
  /** What a new language begins with. */
  texts: Omit<Translation, 'language'>;
}

const USUAL = ['de', 'en', 'es', 'fr', 'it', 'nl', 'pl', 'pt'];
const TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** In which language one writes; others are added as a copy to translate. */
export function LanguageSelect({ translations, language, onLanguage, onChange, texts }: LanguageSelectProps) {
  const { t, i18n } = useTranslation('templates');
  const [added, setAdded] = useState('');
  const known = translations.map((other) => other.language);
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' });
  const nameOf = (tag: string) => (TAG.test(tag) ? (names.of(tag) ?? tag) : tag);
  const add = (event: FormEvent) => {
    event.preventDefault();
    onChange([...translations, { language: added, ...texts }]);
    onLanguage(added);
    setAdded('');
  };
  const remove = (tag: string) =>
    confirm({
      title: t('remove_language', { language: nameOf(tag) }),
      body: t('remove_language_text'),
      action: t('remove_language_action'),
      danger: true,
      onConfirm: () => {
        onLanguage(null);
        onChange(translations.filter((other) => other.language !== tag));
      },
    });
  return (
    <Menu closeOnItemClick={false} width={280}>
      <Menu.Target>
        <Button
          variant="default"
          mt="auto"
          leftSection={<IconLanguage size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {language === null ? t('own_language') : nameOf(language)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onLanguage(null)} fw={language === null ? 600 : undefined}>
          {t('own_language')}
          <Text size="xs" c="dimmed">
            {t('own_language_hint')}
          </Text>
        </Menu.Item>
        {known.map((tag) => (
          <Group key={tag} gap={4} wrap="nowrap">
            <Menu.Item onClick={() => onLanguage(tag)} fw={language === tag ? 600 : undefined} flex={1}>
              {nameOf(tag)}
            </Menu.Item>
            <ActionIcon aria-label={t('remove_language', { language: nameOf(tag) })} onClick={() => remove(tag)}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Menu.Divider />
        <form onSubmit={add} style={{ display: 'flex', gap: 6, padding: 6, alignItems: 'flex-end' }}>
          <Autocomplete
            flex={1}
            label={t('add_language')}
            placeholder="de"
            comboboxProps={{ withinPortal: false }}
            data={USUAL.filter((tag) => !known.includes(tag))}
            value={added}
            onChange={setAdded}
          />
          <Button type="submit" disabled={!TAG.test(added) || known.includes(added)}>
            {t('add')}
          </Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
