import { Button, Group, Menu, Text } from '@mantine/core';
import { IconMasksTheater } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ContactPicker } from '#renderer/pickers/contact-picker.tsx';
import type { OddPerson } from '#shared/contract/preview.contract.ts';
import type { PreviewContact } from './use-preview.ts';

interface PersonChoiceProps {
  /** Of the campaign. */
  id: string;
  contact: PreviewContact | null;
  onContact(contact: PreviewContact): void;
}

/** As whom the message is shown: any contact, or one of ten for whom it may look other than meant. */
export function PersonChoice({ id, contact, onContact }: PersonChoiceProps) {
  const { t } = useTranslation('odd_people');
  const may = useMay();
  const choose = ({ oddity, contact_id, name }: OddPerson) =>
    onContact(
      contact_id
        ? { id: contact_id, name, email: null }
        : { id: oddity, name: t('made_up_name', { name }), email: null, oddity },
    );
  return (
    <Group gap={4} wrap="nowrap">
      <ContactPicker label="" value={contact} onChange={onContact} width={170} />
      {may('contact.read') && <OddMenu id={id} onChoose={choose} />}
    </Group>
  );
}

function OddMenu({ id, onChoose }: { id: string; onChoose(person: OddPerson): void }) {
  const { t } = useTranslation('odd_people');
  const [opened, setOpened] = useState(false);
  const { data } = useQuery({
    ...api.previews.oddPeople.queryOptions({ input: { id } }),
    enabled: opened,
    staleTime: 0,
  });
  return (
    <Menu opened={opened} onChange={setOpened} width={320} position="bottom-start" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size="sm" px={10} variant="default" leftSection={<IconMasksTheater size={16} aria-hidden />}>
          {t('menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {data?.items.map((person) => (
          <Menu.Item key={person.oddity} onClick={() => onChoose(person)}>
            <Text size="sm">{t(`name.${person.oddity}`)}</Text>
            <Text size="xs" c="dimmed" truncate dir="auto">
              {person.contact_id ? person.name : t('made_up_name', { name: person.name })}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
