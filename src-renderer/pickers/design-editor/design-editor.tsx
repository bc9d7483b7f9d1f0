import { ActionIcon, Alert, Group, SegmentedControl, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconArrowForwardUp, IconPalette } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateProblem } from '#shared/contract/campaign.contract.ts';
import { useLedTo } from '../message-body/place.store.ts';
import { Canvas } from './canvas.tsx';
import classes from './design-editor.module.css';
import type { DesignStore } from './design-store.ts';
import { Inspector } from './inspector.tsx';
import { Palette } from './palette.tsx';
import { useDesign, useDesignState } from './use-design.ts';

interface DesignEditorProps {
  body: string;
  onChange(body: string): void;
  problems: TemplateProblem[];
}

/** A mail made of blocks: what can be put in at the left, the mail in the middle, what is chosen at the right. */
export default function DesignEditor({ body, onChange, problems }: DesignEditorProps) {
  const store = useDesign(body, onChange);
  if ('problem' in store) {
    return (
      <Alert color="red" m="md" icon={<IconAlertTriangle size={18} aria-hidden />}>
        {store.problem}
      </Alert>
    );
  }
  return <OpenDesign store={store} problems={problems} />;
}

const PHONE = 360;

function OpenDesign({ store, problems }: { store: DesignStore; problems: TemplateProblem[] }) {
  const { t } = useTranslation('design');
  const { past, future, refusal } = useDesignState(store);
  const [wide, setWide] = useState(true);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || isField(event.target)) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) store.redo();
    else store.undo();
  };
  useLedTo('body', ({ block }) => block && store.select(block.id));
  const marked = new Set(problems.flatMap(({ block }) => (block ? [block] : [])));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that undo work from anywhere in the editor
    <div className={classes.editor} onKeyDown={onKeyDown}>
      <Palette store={store} />
      <div className={classes.middle}>
        <Group gap={4} className={classes.tools}>
          <Tool label={t('do.undo')} disabled={past.length === 0} act={store.undo} icon={IconArrowBackUp} />
          <Tool label={t('do.redo')} disabled={future.length === 0} act={store.redo} icon={IconArrowForwardUp} />
          <SegmentedControl
            size="xs"
            ml="auto"
            aria-label={t('width')}
            value={wide ? 'wide' : 'phone'}
            onChange={(value) => setWide(value === 'wide')}
            data={[
              { value: 'wide', label: t('desktop') },
              { value: 'phone', label: t('mobile') },
            ]}
          />
          <Tool label={t('look.title')} disabled={false} act={() => store.select(null)} icon={IconPalette} />
        </Group>
        {refusal && (
          <Alert
            color="red"
            p="xs"
            role="status"
            title={t('not_kept')}
            icon={<IconAlertTriangle size={18} aria-hidden />}
          >
            {refusal}
          </Alert>
        )}
        <Canvas store={store} width={wide ? null : PHONE} marked={marked} />
      </div>
      <Inspector store={store} problems={problems} />
    </div>
  );
}

/** Text fields take back their own steps. */
function isField(target: EventTarget): boolean {
  return target instanceof HTMLElement && (target.matches('input, textarea') || target.closest('.cm-editor') !== null);
}

interface ToolProps {
  label: string;
  disabled: boolean;
  act(): void;
  icon: typeof IconArrowBackUp;
}

function Tool({ label, disabled, act, icon: Sign }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={act}>
        <Sign size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
