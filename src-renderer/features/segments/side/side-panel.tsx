import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { Segment } from '#shared/contract/segment.contract.ts';
import type { SegmentEditor } from '../editor/use-segment-editor.ts';
import { ChangesPanel } from './changes-panel.tsx';
import { ExplainPanel } from './explain-panel.tsx';
import { PeoplePanel } from './people-panel.tsx';
import classes from './side.module.css';
import type { RulePreview } from './use-rule-preview.ts';
import { UsesPanel } from './uses-panel.tsx';

const PANELS = ['people', 'explain', 'uses', 'changes'] as const;

interface SidePanelProps {
  segment: Segment | null;
  editor: SegmentEditor;
  /** The rule that can be asked; null while there is none. */
  rule: string | null;
  preview: RulePreview;
  wrong: boolean;
}

/** Beside the rule: whom it finds, why, and what hangs together with it. Which one is shown is in the address. */
export function SidePanel({ segment, editor, rule, preview, wrong }: SidePanelProps) {
  const { t } = useTranslation('segment');
  const [query, setQuery] = useSearchParams();
  const [person, setPerson] = useState<ContactRow | null>(null);
  const panel = PANELS.find((one) => one === query.get('panel')) ?? 'people';
  const show = (next: string | null) => {
    query.set('panel', next ?? 'people');
    setQuery(query, { replace: true });
  };
  const unchanged = segment !== null && !editor.dirty;
  const waiting = editor.rule === null ? t('people.unfinished') : wrong ? t('people.problem') : t('people.waiting');
  return (
    <Tabs value={panel} onChange={show} className={classes.side} keepMounted={false}>
      <Tabs.List aria-label={t('side.label')}>
        {PANELS.map((name) => (
          <Tabs.Tab key={name} value={name} px="sm">
            {t(`side.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="people" className={classes.panel}>
        <PeoplePanel
          preview={preview}
          href={
            unchanged ? `/contacts?segment=${segment.id}` : `/contacts?${new URLSearchParams({ rule: rule ?? '' })}`
          }
          waiting={rule === null ? waiting : null}
        />
      </Tabs.Panel>
      <Tabs.Panel value="explain" className={classes.panel}>
        <ExplainPanel rule={rule} segmentId={segment?.id} person={person} onPerson={setPerson} />
      </Tabs.Panel>
      <Tabs.Panel value="uses" className={classes.panel}>
        <UsesPanel segment={segment} />
      </Tabs.Panel>
      <Tabs.Panel value="changes" className={classes.panel}>
        <ChangesPanel segment={segment} editor={editor} />
      </Tabs.Panel>
    </Tabs>
  );
}
