import { useTranslation } from 'react-i18next';
import { useApproval } from './use-approval.ts';
import { WordDialog } from './word-dialog.tsx';

interface AskDialogProps {
  id: string;
  opened: boolean;
  onClose(): void;
  /** The revision that is asked about, once everything is saved; null: it can't be saved. */
  revisionToAsk(): Promise<number | null>;
}

export function AskDialog({ id, opened, onClose, revisionToAsk }: AskDialogProps) {
  const { t } = useTranslation('approval');
  const { busy, ask } = useApproval(id);
  const say = async (note: string) => {
    const revision = await revisionToAsk();
    if (revision !== null) ask(revision, note, onClose);
  };
  return (
    <WordDialog
      title={t('ask_title')}
      text={t('ask_text')}
      label={t('note')}
      action={t('ask')}
      busy={busy}
      opened={opened}
      onClose={onClose}
      onSay={(note) => void say(note)}
    />
  );
}
