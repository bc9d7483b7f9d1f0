import { type DragEvent, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './pictures.module.css';

interface DropAreaProps {
  onFiles(files: File[]): void;
  /** Nothing may be put in. */
  disabled?: boolean;
  children: ReactNode;
}

/** Takes files that are dropped on it or pasted while it is in sight. */
export function DropArea({ onFiles, disabled = false, children }: DropAreaProps) {
  const { t } = useTranslation('pictures');
  const [over, setOver] = useState(false);

  useEffect(() => {
    if (disabled) return;
    const paste = ({ clipboardData }: ClipboardEvent) => {
      const files = [...(clipboardData?.files ?? [])];
      if (files.length > 0) onFiles(files);
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, [disabled, onFiles]);

  if (disabled) return children;
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button and the keys beside it do the same
    <div
      className={classes.area}
      data-over={over || undefined}
      data-hint={t('drop')}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
    </div>
  );
}
