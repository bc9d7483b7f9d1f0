import { Badge, Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ContactPicker } from '#renderer/pickers/contact-picker.tsx';
import { useNodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { RehearsalScene } from '#shared/contract/workflow.contract.ts';
import { momentOfWallTime, wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import { isTrigger, type WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { MadeUpPerson } from './made-up-person.tsx';

interface SceneFieldsProps {
  graph: WorkflowGraph;
  scene: RehearsalScene;
  onChange(scene: RehearsalScene): void;
}

/** Who goes through, where they enter, and what they do on the way. */
export function SceneFields({ graph, scene, onChange }: SceneFieldsProps) {
  const { t } = useTranslation('workflow');
  const words = useNodeWords();
  const { timezone } = useFormat();
  const [contact, setContact] = useState<ContactRow | null>(null);
  const triggers = graph.nodes.filter(isTrigger);
  const choose = (chosen: ContactRow | null) => {
    setContact(chosen);
    onChange({ ...scene, contact_id: chosen?.id ?? null });
  };
  return (
    <>
      <Group align="flex-end">
        <ContactPicker label={t('rehearse.who')} value={contact} onChange={choose} width={260} />
        {contact && (
          <Button variant="default" onClick={() => choose(null)}>
            {t('rehearse.made_up')}
          </Button>
        )}
        <Select
          label={t('rehearse.reads')}
          w={200}
          value={scene.reads}
          onChange={(reads) => reads && onChange({ ...scene, reads: reads as RehearsalScene['reads'] })}
          data={(['nothing', 'opens', 'clicks'] as const).map((value) => ({
            value,
            label: t(`rehearse.reads_${value}`),
          }))}
        />
        <TextInput
          type="datetime-local"
          label={t('rehearse.start')}
          w={210}
          value={scene.start === null ? '' : wallTimeAt(Date.parse(scene.start), timezone)}
          onChange={({ currentTarget: { value } }) => {
            const start = momentOfWallTime(value, timezone);
            onChange({ ...scene, start: start === null ? null : instantOf(start) });
          }}
        />
        {triggers.length > 1 && (
          <Select
            label={t('rehearse.trigger')}
            w={260}
            value={scene.trigger ?? triggers[0]?.id ?? null}
            onChange={(trigger) => onChange({ ...scene, trigger })}
            data={triggers.map((node) => ({ value: node.id, label: `${words.title(node)}: ${words.detail(node)}` }))}
          />
        )}
      </Group>
      {!contact && <MadeUpPerson person={scene.person} onChange={(person) => onChange({ ...scene, person })} />}
      <EventFields scene={scene} onChange={onChange} />
    </>
  );
}

function EventFields({ scene, onChange }: Omit<SceneFieldsProps, 'graph'>) {
  const { t } = useTranslation('workflow');
  const [event, setEvent] = useState('');
  const [after, setAfter] = useState(24);
  return (
    <Group align="flex-end" gap="xs">
      <TextInput label={t('rehearse.event')} value={event} w={200} onChange={(e) => setEvent(e.currentTarget.value)} />
      <NumberInput
        label={t('rehearse.after_hours')}
        min={0}
        w={140}
        value={after}
        onChange={(n) => setAfter(Number(n) || 0)}
      />
      <Button
        variant="default"
        disabled={event.trim() === ''}
        onClick={() => {
          onChange({ ...scene, events: [...scene.events, { after: after * 60, event: event.trim() }] });
          setEvent('');
        }}
      >
        {t('rehearse.add_event')}
      </Button>
      {scene.events.map((one, index) => (
        <Badge
          key={`${one.event} ${one.after}`}
          variant="default"
          component="button"
          style={{ cursor: 'pointer' }}
          aria-label={t('rehearse.remove_event', { event: one.event })}
          onClick={() => onChange({ ...scene, events: scene.events.filter((_, at) => at !== index) })}
        >
          {one.event} +{one.after / 60} h ×
        </Badge>
      ))}
    </Group>
  );
}
