import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { api, client } from '#renderer/data/client.ts';
import { isRefusal } from '#renderer/data/refusal.ts';
import type { Catalogue } from '#renderer/pickers/rule-editor/builder/catalogue.tsx';
import { languagePorts, saysTheSame, tidy } from '#renderer/pickers/rule-editor/text/language-ports.ts';
import { createSegmentDraft } from '#renderer/pickers/rule-editor/tree/segment-draft.ts';
import { describeError } from '#renderer/ui/describe-error.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Segment } from '#shared/contract/segment.contract.ts';
import { changesBetween, fieldsOf, mergeChanges, NEW_SEGMENT, type SegmentFields } from './segment-changes.ts';
import { useUnsaved } from './use-unsaved.ts';

interface EditorOptions {
  /** Null for one that is being made. */
  segment: Segment | null;
  catalogue: Catalogue;
  onCreated(segment: Segment): void;
}

/** A segment being edited: its words and its rule, what of it is not saved, and what others do to it meanwhile. */
export function useSegmentEditor({ segment, catalogue, onCreated }: EditorOptions) {
  const { t } = useTranslation(['segment', 'common']);
  const queries = useQueryClient();
  const [base, setBase] = useState(() => fieldsOf(segment ?? NEW_SEGMENT));
  const [revision, setRevision] = useState(segment?.revision ?? 0);
  const [words, setWords] = useState(base);
  const [theirs, setTheirs] = useState<Segment | null>(null);
  const [nameError, setNameError] = useState<string | null>(null);
  const draft = useDraft(tidy(base.rule), catalogue);
  const rule = useStore(draft, draft.ruleText);
  const fields = useMemo(() => ({ ...words, rule: rule ?? base.rule }), [words, rule, base]);
  const changes = useMemo(() => changesBetween(base, fields), [base, fields]);
  const unsaved = useUnsaved(segment?.id ?? 'new', base, changes);

  const startFrom = (latest: Segment, mine: SegmentFields) => {
    setBase(fieldsOf(latest));
    setRevision(latest.revision);
    setTheirs(null);
    setWords(fieldsOf(mine));
    if (!saysTheSame(mine.rule, draft.ruleText() ?? '')) draft.start(tidy(mine.rule));
  };
  const save = useMutation({
    mutationFn: (over: number) =>
      segment ? client.segments.update({ ...changes, id: segment.id, revision: over }) : client.segments.create(fields),
    onSuccess(saved) {
      unsaved.forget();
      queries.setQueryData(api.segments.get.queryKey({ input: { id: saved.id } }), saved);
      startFrom(saved, saved);
      toast.done(segment ? t('common:saved') : t('created', { name: saved.name }));
      if (!segment) onCreated(saved);
    },
    onError(error) {
      const { field, message, hint } = describeError(error);
      if (isRefusal(error, 'STALE_REVISION')) void queries.invalidateQueries({ queryKey: api.segments.get.key() });
      else if (field === 'name') setNameError(hint ? `${message} ${hint}` : message);
      else toast.failed(error);
    },
  });

  useEffect(() => {
    if (!segment || segment.revision <= revision || segment === theirs || save.isPending) return;
    const merged = mergeChanges(base, fields, segment);
    if (merged.conflict || rule === null) setTheirs(segment);
    else startFrom(segment, merged.fields);
  });

  return {
    draft,
    words,
    /** Null while conditions are unfinished. */
    rule,
    dirty: rule === null || Object.keys(changes).length > 0,
    nameError,
    saving: save.isPending,
    conflict: theirs !== null,
    found: unsaved.found,
    edit(part: Partial<Omit<SegmentFields, 'rule'>>) {
      if (part.name !== undefined) setNameError(null);
      setWords((now) => ({ ...now, ...part }));
    },
    save() {
      if (words.name.trim()) save.mutate(revision);
      else setNameError(t('name_missing'));
    },
    discard() {
      if (!segment) return;
      const before = { words, rule: draft.getState() };
      startFrom(segment, segment);
      toast.done(t('discarded'), {
        label: t('common:undo'),
        onClick() {
          setWords(before.words);
          draft.setState(before.rule);
        },
      });
    },
    resolve(choice: 'mine' | 'theirs') {
      if (!theirs) return;
      if (choice === 'theirs') return startFrom(theirs, theirs);
      setRevision(theirs.revision);
      setTheirs(null);
      save.mutate(theirs.revision);
    },
    restore() {
      if (!unsaved.found) return;
      const { changes: kept } = unsaved.found;
      setWords((now) => ({ ...now, ...kept }));
      if (kept.rule !== undefined) draft.start(tidy(kept.rule));
      unsaved.settle();
    },
    forget: unsaved.forget,
  };
}

export type SegmentEditor = ReturnType<typeof useSegmentEditor>;

function useDraft(rule: string, catalogue: Catalogue) {
  const latest = useRef(catalogue);
  latest.current = catalogue;
  const [draft] = useState(() =>
    createSegmentDraft(
      rule,
      languagePorts(() => latest.current),
      'builder',
    ),
  );
  return draft;
}
