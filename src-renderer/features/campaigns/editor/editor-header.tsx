import { Anchor, Button, Group, TextInput, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft, IconHourglass, IconMailFast, IconSend, IconUserCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearchParams } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { CampaignStatePill } from '#renderer/pickers/campaign-state-pill.tsx';
import { TestDialog } from '#renderer/pickers/test-dialog.tsx';
import { useDocumentTitle } from '#renderer/ui/use-document-title.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import { comparesVariants, variantLetter } from '#shared/domain/experiment/experiment.ts';
import { AskDialog } from '../approval/ask-dialog.tsx';
import { stanceOf, useApproval } from '../approval/use-approval.ts';
import { sharesOf } from '../send/experiment-shares.ts';
import { SendDialog } from '../send/send-dialog.tsx';
import classes from './campaign-editor.module.css';
import { DraftMenu } from './draft-menu.tsx';
import { SaveSign } from './save-sign.tsx';
import { type DraftEditor, savedRevision } from './use-draft.ts';
import { asWhom, type PreviewContact } from './use-preview.ts';

interface EditorHeaderProps {
  draft: DraftEditor;
  contact: PreviewContact | null;
  /** The one that is written and shown. */
  variant: number;
}

export function EditorHeader({ draft, contact, variant }: EditorHeaderProps) {
  const { t } = useTranslation(['campaign', 'experiment', 'approval']);
  const format = useFormat();
  const may = useMay();
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<'test' | 'send' | 'ask' | null>(null);
  const { id } = draft.base;
  const audience = useQuery(api.campaigns.audience.queryOptions({ input: { id } }));
  const count = audience.data?.recipients ?? 0;
  const stance = stanceOf(useApproval(id).query.data, count);
  const [query, setQuery] = useSearchParams();
  const showApproval = () => {
    query.set('panel', 'approval');
    setQuery(query, { replace: true });
  };
  const { name, experiment } = draft.fields;
  const held = experiment ? sharesOf(experiment, count).held : 0;
  const label =
    held > 0
      ? t('experiment:send_about', { people: format.number(count - held) })
      : count > 0
        ? t('send.button', { count })
        : t('send.button_plain');
  const compares = experiment !== null && comparesVariants(experiment);
  useDocumentTitle(name);
  // The dialogs work on what the server has, so that everything is saved before they open.
  const show = async (dialog: 'test' | 'send' | 'ask') => {
    await draft.flush();
    setOpen(dialog);
  };
  return (
    <header>
      <Anchor component={Link} href="/campaigns" size="sm" c="dimmed" w="fit-content">
        <Group gap={2} component="span">
          <IconChevronLeft size={16} aria-hidden />
          {t('title')}
        </Group>
      </Anchor>
      <Group gap="sm" wrap="nowrap" mt={4} mb={12} align="flex-start">
        <VisuallyHidden component="h1">{name}</VisuallyHidden>
        <TextInput
          className={classes.name}
          aria-label={t('field.name')}
          value={name}
          maxLength={200}
          error={name.trim() ? null : t('name_needed')}
          onChange={(event) => draft.edit({ name: event.currentTarget.value })}
        />
        <Group gap="xs" wrap="nowrap" h={36}>
          <SaveSign save={draft.save} onRetry={() => void draft.flush()} />
          <CampaignStatePill state="draft" />
          <DraftMenu draft={draft} onDeleted={() => navigate('/campaigns')} />
          <Button
            variant="default"
            leftSection={<IconMailFast size={18} aria-hidden />}
            onClick={() => void show('test')}
          >
            {t('action.test')}
          </Button>
          {may('campaign.send') && stance === 'free' && (
            <Button leftSection={<IconSend size={18} aria-hidden />} onClick={() => void show('send')}>
              {label}
            </Button>
          )}
          {may('campaign.send') && stance === 'ask' && (
            <Button leftSection={<IconUserCheck size={18} aria-hidden />} onClick={() => void show('ask')}>
              {t('approval:ask')}
            </Button>
          )}
          {stance === 'waiting' && (
            <Button leftSection={<IconHourglass size={18} aria-hidden />} onClick={showApproval}>
              {t('approval:waiting')}
            </Button>
          )}
        </Group>
      </Group>
      <TestDialog
        channel={draft.base.channel}
        contact={contact}
        otherwise={t('test.as_first')}
        form={compares ? t('experiment:variant', { letter: variantLetter(variant) }) : undefined}
        send={({ to }) =>
          client.campaigns.sendTest({ id, to, ...asWhom(contact), variant: compares ? variant : undefined })
        }
        opened={open === 'test'}
        onClose={() => setOpen(null)}
      />
      <AskDialog
        id={id}
        opened={open === 'ask'}
        onClose={() => setOpen(null)}
        revisionToAsk={() => savedRevision(draft)}
      />
      <SendDialog draft={draft} opened={open === 'send'} onClose={() => setOpen(null)} />
    </header>
  );
}
