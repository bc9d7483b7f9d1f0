import { ActionIcon, Anchor, Badge, Menu, Text } from '@mantine/core';
import { IconArrowBackUp, IconCopy, IconDots, IconSettings, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { TemplateRow } from '#shared/contract/template.contract.ts';
import { TemplateSettings } from './template-settings.tsx';
import classes from './templates.module.css';
import { Thumbnail } from './thumbnail.tsx';
import { useTemplateActions } from './use-template-actions.ts';

export function TemplateCard({ template }: { template: TemplateRow }) {
  const { t } = useTranslation('templates');
  const format = useFormat();
  const { id, name, folder, version, uses, has_draft, languages, updated_at, deleted_at } = template;
  const facts = [
    t('version', { version }),
    ...(uses > 0 ? [t('uses', { count: uses })] : []),
    ...(languages.length > 0 ? [languages.join(', ')] : []),
    format.instant(updated_at),
  ];
  return (
    <li className={classes.card}>
      <Thumbnail template={template} />
      <div className={classes.words}>
        <div style={{ flex: 1, minWidth: 0 }}>
          {deleted_at ? (
            <Text fw={500} truncate>
              {name}
            </Text>
          ) : (
            <Anchor component={Link} href={`/templates/${id}`} fw={500} truncate display="block" c="inherit">
              {name}
            </Anchor>
          )}
          <Text size="xs" c="dimmed" truncate>
            {folder ? `${folder} · ` : ''}
            {facts.join(' · ')}
          </Text>
          {has_draft && (
            <Badge size="sm" variant="light" color="amber" mt={4} tt="none">
              {t('has_draft')}
            </Badge>
          )}
        </div>
        <CardMenu template={template} />
      </div>
    </li>
  );
}

function CardMenu({ template }: { template: TemplateRow }) {
  const { t } = useTranslation('templates');
  const may = useMay();
  const actions = useTemplateActions(template);
  const [settings, setSettings] = useState(false);
  if (!may('template.write')) return null;
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t('actions_of', { name: template.name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {template.deleted_at ? (
            <>
              <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={actions.undelete}>
                {t('undelete')}
              </Menu.Item>
              {may('template.purge') && (
                <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={actions.purge}>
                  {t('purge')}
                </Menu.Item>
              )}
            </>
          ) : (
            <>
              <Menu.Item leftSection={<IconSettings size={16} aria-hidden />} onClick={() => setSettings(true)}>
                {t('settings')}
              </Menu.Item>
              <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={actions.duplicate}>
                {t('duplicate')}
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={actions.remove}>
                {t('delete')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {settings && <TemplateSettings template={template} onClose={() => setSettings(false)} />}
    </>
  );
}
