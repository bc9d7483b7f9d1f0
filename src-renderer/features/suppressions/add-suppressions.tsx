import { Alert, Button, FileButton, Group, Modal, Progress, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconFile, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { useReasonWords } from '#renderer/pickers/reason-words.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { SUPPRESSION_REASONS, type SuppressionReason } from '#shared/domain/contact-status.ts';
import { csvLine } from '#shared/domain/csv/csv-writer.ts';
import { type EntryLayout, entriesOfText, guessLayout } from './read-entries.ts';
import { type Adding, batchesOf, batchesOfFile, headOf, useAdding } from './use-adding.ts';

export function AddButton() {
  const { t } = useTranslation('suppression');
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('suppression.write')) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setOpen(true)}>
        {t('add')}
      </Button>
      {open && <AddDialog onClose={() => setOpen(false)} />}
    </>
  );
}

interface ChosenFile {
  file: File;
  layout: EntryLayout;
}

function AddDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['suppression', 'common']);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [reason, setReason] = useState<SuppressionReason>('blocked');
  const { adding, run, stop } = useAdding();
  const entries = entriesOfText(text);
  const choose = async (file: File | null) => {
    if (file) setChosen({ file, layout: guessLayout(await headOf(file)) });
  };
  const running = adding.state === 'running';
  const start = () =>
    void (chosen ? run(batchesOfFile(chosen.file), reason, 'import') : run(batchesOf(entries), reason, 'user'));
  return (
    <Modal
      opened
      size="lg"
      onClose={running ? () => {} : onClose}
      title={t('add_title')}
      closeButtonProps={{ 'aria-label': t('common:close'), disabled: running }}
    >
      <Stack gap="md">
        {adding.state === 'idle' && (
          <>
            <Text size="sm" c="dimmed">
              {t('add_text')}
            </Text>
            <Textarea
              label={t('entries')}
              placeholder={t('placeholder')}
              minRows={5}
              maxRows={12}
              autosize
              data-autofocus
              disabled={chosen !== null}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <FileChoice chosen={chosen} onChoose={(file) => void choose(file)} />
            <Select
              label={t(chosen?.layout.reason === null || !chosen ? 'reason_for_all' : 'reason_for_rest')}
              data={SUPPRESSION_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
              value={reason}
              allowDeselect={false}
              onChange={(value) => value && setReason(value)}
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('common:cancel')}
              </Button>
              <Button onClick={start} disabled={!chosen && entries.length === 0}>
                {chosen ? t('add_file') : t('add_count', { count: entries.length })}
              </Button>
            </Group>
          </>
        )}
        {adding.state !== 'idle' && (
          <AddingResult
            adding={adding}
            onStop={stop}
            onClose={onClose}
            share={shareOf(adding, entries.length, chosen)}
          />
        )}
      </Stack>
    </Modal>
  );
}

/** Of pasted entries the share is known; a file is read to its end first. */
function shareOf({ state, read }: Adding, entries: number, chosen: ChosenFile | null): number {
  if (state !== 'running') return 100;
  return chosen ? 100 : (100 * read) / Math.max(1, entries);
}

function FileChoice({ chosen, onChoose }: { chosen: ChosenFile | null; onChoose(file: File | null): void }) {
  const { t } = useTranslation('suppression');
  const words = chosen && [
    chosen.layout.address_name ? t('read_column', { name: chosen.layout.address_name }) : t('read_lines'),
    chosen.layout.reason_name ? t('read_reason', { name: chosen.layout.reason_name }) : '',
  ];
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {t('file')}
      </Text>
      <Group gap="sm">
        <FileButton onChange={onChoose} accept=".csv,.tsv,.txt,text/csv,text/plain">
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFile size={18} aria-hidden />}>
              {chosen?.file.name ?? t('choose_file')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed" flex={1}>
          {words ? words.join(' ') : t('file_hint')}
        </Text>
      </Group>
    </Stack>
  );
}

interface AddingResultProps {
  adding: Adding;
  share: number;
  onStop(): void;
  onClose(): void;
}

function AddingResult({ adding, share, onStop, onClose }: AddingResultProps) {
  const { t } = useTranslation('suppression');
  const say = useReasonWords();
  const { state, added, known, rejected, read, error } = adding;
  const said = [
    t('result_added', { count: added }),
    known > 0 && t('result_known', { count: known }),
    rejected.length > 0 && t('result_rejected', { count: rejected.length }),
  ].filter(Boolean);
  const saveRejected = () => {
    const lines = rejected.map(({ address, problem }) => csvLine([address, say(problem)]));
    saveFile('not-read.csv', new Blob([csvLine(['address', 'problem']), ...lines], { type: 'text/csv' }));
  };
  return (
    <>
      {state === 'running' && (
        <Stack gap="xs">
          <Progress value={share} animated aria-label={t('progress', { done: read })} />
          <Text size="sm" c="dimmed">
            {t('progress', { done: read })}
          </Text>
        </Stack>
      )}
      {state === 'failed' && <ErrorState error={error} onRetry={onClose} />}
      {state !== 'running' && (
        <Alert color={state === 'done' ? 'green' : 'amber'} icon={<IconCheck size={18} aria-hidden />} role="status">
          {said.join(', ')}.{state === 'stopped' && ` ${t('stopped')}`}
        </Alert>
      )}
      <Group justify="flex-end" gap="xs">
        {rejected.length > 0 && state !== 'running' && (
          <Button variant="default" onClick={saveRejected}>
            {t('rejected_file')}
          </Button>
        )}
        {state === 'running' ? (
          <Button variant="default" onClick={onStop}>
            {t('stop')}
          </Button>
        ) : (
          <Button onClick={onClose}>{t('close')}</Button>
        )}
      </Group>
    </>
  );
}
