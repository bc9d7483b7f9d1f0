import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import { type Catalogue, CatalogueContext } from '#renderer/pickers/rule-editor/builder/catalogue.tsx';
import { RulePanel } from '#renderer/pickers/rule-editor/rule-panel.tsx';
import { useRuleCheck, useSayProblem } from '#renderer/pickers/rule-editor/text/use-rule-check.ts';
import type { Segment } from '#shared/contract/segment.contract.ts';
import { SidePanel } from '../side/side-panel.tsx';
import { useRulePreview } from '../side/use-rule-preview.ts';
import classes from './editor.module.css';
import { EditorHeader } from './editor-header.tsx';
import { EditorNotices } from './editor-notices.tsx';
import { useSegmentEditor } from './use-segment-editor.ts';

interface SegmentEditorProps {
  segment: Segment | null;
  catalogue: Catalogue;
}

/** The rule at the left, in one of its two faces; at the right whom it finds and why. */
export default function SegmentEditor({ segment, catalogue }: SegmentEditorProps) {
  const { t } = useTranslation('segment');
  const may = useMay();
  const [, navigate] = useLocation();
  const editor = useSegmentEditor({
    segment,
    catalogue,
    onCreated: ({ id }) => navigate(`/segments/${id}`, { replace: true }),
  });
  const { draft, rule, words } = editor;
  const own = useRuleCheck(rule ?? '', catalogue);
  const say = useSayProblem();
  const wrong = own.some(({ severity }) => severity === 'error');
  const asked = rule === null || rule.trim() === '' || wrong ? null : rule;
  const preview = useRulePreview(may('contact.read') ? asked : null, segment?.id);
  // What only the server can tell, such as a rule that leads back to itself.
  const told = asked === null || preview.old ? [] : (preview.data?.problems ?? []).map(say('error'));
  const problems = wrong ? own : [...told, ...own];
  return (
    <CatalogueContext value={catalogue}>
      <div className={classes.editor}>
        <EditorHeader segment={segment} editor={editor} sound={asked !== null && told.length === 0} />
        <EditorNotices segment={segment} editor={editor} />
        <div className={classes.columns}>
          <div className={classes.write}>
            <Textarea
              aria-label={t('description_label')}
              placeholder={t('description_hint')}
              autosize
              minRows={1}
              maxRows={3}
              maxLength={2_000}
              value={words.description}
              readOnly={!may('segment.write')}
              onChange={(event) => editor.edit({ description: event.currentTarget.value })}
            />
            <RulePanel draft={draft} problems={problems} />
          </div>
          <SidePanel
            segment={segment}
            editor={editor}
            rule={told.length > 0 ? null : asked}
            preview={preview}
            wrong={problems.length > 0}
          />
        </div>
      </div>
    </CatalogueContext>
  );
}
