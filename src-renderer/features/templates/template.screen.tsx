import { Alert, Button, Group, Modal, Tabs, Text, TextInput } from '@mantine/core';
import { IconEye, IconHistory, IconPencil, IconSend, IconTemplate } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { isRefusal } from '#renderer/data/refusal.ts';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingPage } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Template } from '#shared/contract/template.contract.ts';
import { ContentTab } from './content-tab.tsx';
import { DraftSign } from './draft-sign.tsx';
import { PreviewTab } from './preview-tab.tsx';
import classes from './templates.module.css';
import { type TemplateDraftEditor, useTemplateDraft } from './use-template-draft.ts';
import { UsesTab } from './uses-tab.tsx';
import { VersionsTab } from './versions/versions-tab.tsx';

/** One template: what it says, how it looks, what it said before, and who begins from it. */
export default function TemplateScreen() {
  const { t } = useTranslation('templates');
  const { id = '' } = useParams<{ id: string }>();
  const template = useQuery(api.templates.get.queryOptions({ input: { id } }));
  if (isRefusal(template.error, 'NOT_FOUND', 'INVALID_INPUT')) {
    return <EmptyState icon={IconTemplate} sentence={t('gone')} />;
  }
  if (template.data) return <TemplateRecord key={id} template={template.data} />;
  if (template.error) return <ErrorState error={template.error} onRetry={() => void template.refetch()} />;
  return <LoadingPage />;
}

const TABS = ['content', 'preview', 'versions', 'uses'] as const;

function TemplateRecord({ template }: { template: Template }) {
  const { t } = useTranslation('templates');
  const may = useMay();
  const draft = useTemplateDraft(template);
  const [query, setQuery] = useSearchParams();
  const tab = TABS.find((name) => name === query.get('tab')) ?? 'content';
  const writable = may('template.write') && template.deleted_at === null;
  return (
    <div className={classes.editor}>
      <PageHeader
        back={{ href: '/templates', label: t('title') }}
        title={template.name}
        aside={
          <Text size="sm" c="dimmed">
            {t('version', { version: template.version })} · {template.key}
          </Text>
        }
        actions={writable && <Actions template={template} draft={draft} />}
      />
      {template.draft && draft.differs && <Unfinished template={template} draft={draft} />}
      <Tabs
        value={tab}
        onChange={(next) => setQuery(next && next !== 'content' ? { tab: next } : {}, { replace: true })}
        keepMounted={false}
        style={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }}
      >
        <Tabs.List aria-label={template.name}>
          <Tabs.Tab value="content" leftSection={<IconPencil size={16} aria-hidden />}>
            {t('tab.content')}
          </Tabs.Tab>
          <Tabs.Tab value="preview" leftSection={<IconEye size={16} aria-hidden />}>
            {t('tab.preview')}
          </Tabs.Tab>
          <Tabs.Tab value="versions" leftSection={<IconHistory size={16} aria-hidden />}>
            {t('tab.versions')}
          </Tabs.Tab>
          <Tabs.Tab value="uses" leftSection={<IconSend size={16} aria-hidden />}>
            {t('tab.uses')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="content" className={classes.content} inert={!writable}>
          <ContentTab template={template} draft={draft} />
        </Tabs.Panel>
        <Tabs.Panel value="preview" className={classes.content}>
          <PreviewTab content={draft.content} />
        </Tabs.Panel>
        <Tabs.Panel value="versions" pt="md">
          <VersionsTab template={template} writable={writable} draft={draft} />
        </Tabs.Panel>
        <Tabs.Panel value="uses" pt="md">
          <UsesTab id={template.id} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

interface PartProps {
  template: Template;
  draft: TemplateDraftEditor;
}

function Actions({ template, draft }: PartProps) {
  const { t } = useTranslation('templates');
  const may = useMay();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const begin = useMutation(
    api.campaigns.create.mutationOptions({
      onSuccess: ({ id }) => navigate(`/campaigns/${id}`),
      onError: toast.failed,
    }),
  );
  return (
    <>
      <DraftSign draft={draft} />
      {may('campaign.write') && (
        <Button
          variant="default"
          loading={begin.isPending}
          disabled={draft.differs}
          title={draft.differs ? t('use_needs_version') : undefined}
          onClick={() => begin.mutate({ name: template.name, template_id: template.id })}
        >
          {t('use')}
        </Button>
      )}
      <Button disabled={!draft.differs} onClick={() => setAsking(true)}>
        {t('publish')}
      </Button>
      {asking && <PublishDialog template={template} draft={draft} onClose={() => setAsking(false)} />}
    </>
  );
}

function PublishDialog({ template, draft, onClose }: PartProps & { onClose(): void }) {
  const { t } = useTranslation('templates');
  const common = useTranslation().t;
  const [note, setNote] = useState('');
  const { id, revision } = template;
  const publish = useMutation(
    api.templates.publish.mutationOptions({
      onSuccess: (next) => {
        draft.begin(next);
        onClose();
        toast.done(t('published', { version: next.version }));
      },
      onError: toast.failed,
    }),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // Why it could not be kept stands beside the button.
    if (!(await draft.flush())) return onClose();
    publish.mutate({ id, revision, draft_revision: draft.revision(), content: draft.content, note });
  };
  return (
    <Modal opened onClose={onClose} title={t('publish')} closeButtonProps={{ 'aria-label': common('close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('note')}
          description={t('note_hint')}
          data-autofocus
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={publish.isPending}>
            {t('publish')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** What was written and is no version yet, also before a crash. */
function Unfinished({ template, draft }: PartProps) {
  const { t } = useTranslation('templates');
  const format = useFormat();
  const discard = useMutation(
    api.templates.discardDraft.mutationOptions({ onSuccess: draft.begin, onError: toast.failed }),
  );
  if (!template.draft) return null;
  const { author, at } = template.draft;
  const discardNow = async () => {
    const draft_revision = (await draft.flush()) ? draft.revision() : null;
    if (draft_revision !== null) discard.mutate({ id: template.id, draft_revision });
  };
  return (
    <Alert color="blue" mb="sm" p="xs" role="status" icon={<IconHistory size={18} aria-hidden />}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {t('unfinished', { name: author ?? '', when: format.instant(at), version: template.version })}
        </Text>
        <Button size="xs" variant="default" loading={discard.isPending} onClick={() => void discardNow()}>
          {t('discard')}
        </Button>
      </Group>
    </Alert>
  );
}
