import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { SearchField } from '#renderer/ui/search-field.tsx';
import type { Picture } from '#shared/contract/picture.contract.ts';
import { DropArea } from './drop-area.tsx';
import { FolderSelect, PictureGrid } from './picture-grid.tsx';
import { UploadButton } from './upload-button.tsx';
import { UploadList } from './upload-list.tsx';
import { usePictureUpload } from './use-picture-upload.ts';

interface PicturePickerProps {
  onPick(picture: Picture): void;
}

/** A button that leads to the library: choose a picture, or put one in, which is then chosen. */
export function PicturePicker({ onPick }: PicturePickerProps) {
  const { t } = useTranslation('pictures');
  const common = useTranslation().t;
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        w="fit-content"
        leftSection={<IconPhoto size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('choose')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        size="xl"
        title={t('choose_title')}
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <Library
          onPick={(picture) => {
            onPick(picture);
            close();
          }}
        />
      </Modal>
    </>
  );
}

function Library({ onPick }: PicturePickerProps) {
  const { t } = useTranslation('pictures');
  const may = useMay();
  const [search, setSearch] = useState('');
  const [folder, setFolder] = useState('');
  const upload = usePictureUpload(folder, onPick);
  const writable = may('template.write');
  return (
    <DropArea onFiles={upload.send} disabled={!writable}>
      <Stack gap="md" mih={360}>
        <Group gap="sm">
          <SearchField label={t('search')} value={search} onSearch={setSearch} />
          <FolderSelect value={folder} onChange={setFolder} />
          {writable && (
            <div style={{ marginInlineStart: 'auto' }}>
              <UploadButton variant="default" onFiles={upload.send} />
            </div>
          )}
        </Group>
        <UploadList {...upload} />
        <PictureGrid
          search={search}
          folder={folder}
          empty={<Text c="dimmed">{t(search || folder ? 'none_match' : 'none_yet')}</Text>}
          onChoose={onPick}
        />
      </Stack>
    </DropArea>
  );
}
