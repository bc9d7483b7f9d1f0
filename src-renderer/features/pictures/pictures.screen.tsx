import { Alert, Anchor, Group, Stack, Switch } from '@mantine/core';
import { IconInfoCircle, IconPhoto } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { DropArea } from '#renderer/pickers/pictures/drop-area.tsx';
import { FolderSelect, PictureGrid } from '#renderer/pickers/pictures/picture-grid.tsx';
import { UploadButton } from '#renderer/pickers/pictures/upload-button.tsx';
import { UploadList } from '#renderer/pickers/pictures/upload-list.tsx';
import { usePictureUpload } from '#renderer/pickers/pictures/use-picture-upload.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import type { Picture } from '#shared/contract/picture.contract.ts';
import { PictureDialog } from './picture-dialog.tsx';

/** The media library: what mails show. */
export default function PicturesScreen() {
  const { t } = useTranslation('pictures');
  const may = useMay();
  const writable = may('template.write');
  const [query, setQuery] = useSearchParams();
  const [search, folder] = [query.get('search') ?? '', query.get('folder') ?? ''];
  const deleted = query.get('bin') === '1';
  const [open, setOpen] = useState<Picture | null>(null);
  const upload = usePictureUpload(folder);
  const set = (name: string, value: string) => {
    if (value) query.set(name, value);
    else query.delete(name);
    setQuery(query, { replace: true });
  };
  const words = deleted ? 'bin_empty' : search || folder ? 'none_match' : 'none_yet';
  return (
    <Screen>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={writable && <UploadButton onFiles={upload.send} />}
      />
      <DropArea onFiles={upload.send} disabled={!writable}>
        <Stack gap="md" mih={360}>
          <Unreachable />
          <Group gap="sm">
            <SearchField label={t('search')} value={search} onSearch={(value) => set('search', value)} />
            <FolderSelect value={folder} onChange={(value) => set('folder', value)} />
            <Switch
              ml="auto"
              label={t('bin')}
              checked={deleted}
              onChange={(event) => set('bin', event.currentTarget.checked ? '1' : '')}
            />
          </Group>
          <UploadList {...upload} />
          <PictureGrid
            search={search}
            folder={folder}
            deleted={deleted}
            empty={<EmptyState icon={IconPhoto} sentence={t(words)} />}
            onChoose={setOpen}
          />
        </Stack>
      </DropArea>
      {open && <PictureDialog picture={open} writable={writable} onClose={() => setOpen(null)} />}
    </Screen>
  );
}

/** Says so while recipients could not load what is here. */
function Unreachable() {
  const { t } = useTranslation('pictures');
  const may = useMay();
  const { data } = useQuery(api.organization.get.queryOptions());
  if (!data || data.tracking.public_url !== null) return null;
  return (
    <Alert color="blue" p="sm" icon={<IconInfoCircle size={18} aria-hidden />}>
      {t('unreachable')}{' '}
      {may('organization.write') && (
        <Anchor component={Link} href="/settings" size="sm" underline="always">
          {t('to_settings')}
        </Anchor>
      )}
    </Alert>
  );
}
