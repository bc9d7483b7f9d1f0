import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { Door } from '#renderer/ui/door.tsx';
import { FoundingForm } from './founding-form.tsx';
import { SenderStep } from './sender-step.tsx';
import { type Start, StartStep } from './start-step.tsx';
import { StepMarks } from './step-marks.tsx';

const LEADS_TO: Record<Start, string> = { sample: '/', import: '/imports/new', empty: '/' };

/** The first run, four short steps. The first two found the organization; the others can be left at any time. */
export default function SetupScreen() {
  const { t } = useTranslation('setup');
  const [query] = useSearchParams();
  const [, navigate] = useLocation();
  const status = useQuery(api.account.setupStatus.queryOptions());
  const step = Number(query.get('step') ?? 1);
  const start = (query.get('start') ?? 'empty') as Start;
  if (status.data?.state !== 'ready') return <FoundingForm desktop={status.data?.shell === 'desktop'} />;
  if (step < 4) {
    return (
      <Door title={t('start.title')} text={t('start.text')} width={560} progress={<StepMarks at={3} />}>
        <StartStep onDone={(chosen) => navigate(`/setup?step=4&start=${chosen}`, { replace: true })} />
      </Door>
    );
  }
  return (
    <Door title={t('sender.title')} text={t('sender.text')} width={560} progress={<StepMarks at={4} />}>
      <SenderStep
        onDone={() => navigate(LEADS_TO[start] ?? '/', { replace: true })}
        onOwnServer={() => navigate('/settings/senders?add=1', { replace: true })}
      />
    </Door>
  );
}
