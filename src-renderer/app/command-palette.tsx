import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { VEIL } from '#renderer/ui/theme.ts';
import { useCommands } from './use-commands.tsx';
import { useRecordSearch } from './use-record-search.tsx';

/** Ctrl/Cmd-K: where to go, what to do, and records by name. */
export function CommandPalette() {
  const { t } = useTranslation('frame');
  const [query, setQuery] = useState('');
  const commands = useCommands();
  const records = useRecordSearch(query);
  const wanted = query.trim().toLowerCase();
  const shown = commands
    .map((group) => ({ ...group, actions: group.actions.filter(({ label }) => label?.toLowerCase().includes(wanted)) }))
    .concat(records)
    .filter(({ actions }) => actions.length > 0);
  return (
    <Spotlight
      actions={shown}
      filter={(_query, actions) => actions}
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      nothingFound={t('nothing_found')}
      overlayProps={VEIL}
      attributes={{ content: { 'aria-label': t('search') } }}
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('search'),
        'aria-label': t('search'),
      }}
    />
  );
}
