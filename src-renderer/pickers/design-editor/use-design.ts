import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Design } from '#shared/domain/design/design.ts';
import { readDesign } from '#shared/domain/design/read-design.ts';
import { createDesignStore, type DesignStore } from './design-store.ts';

const newId = () => crypto.randomUUID().slice(0, 13);

interface Opened {
  /** The text that the store stands for. */
  body: string;
  store: DesignStore;
}

/**
 * The editor behind a body. A body that comes from elsewhere (somebody else's change, an older version) begins anew; one's own
 * goes on. Nothing is written before something was changed.
 */
export function useDesign(body: string, onChange: (body: string) => void): DesignStore | { problem: string } {
  const words = useTranslation('design').t('new', { returnObjects: true });
  const newest = useRef(onChange);
  newest.current = onChange;
  const [opened, setOpened] = useState<Opened | { problem: string }>(() => open(body));

  function open(text: string): Opened | { problem: string } {
    const answer = readDesign(text);
    if (!answer.ok) return { problem: answer.problem };
    const made: Opened = {
      body: text,
      store: createDesignStore(answer.design, {
        newId,
        words,
        changed(design: Design) {
          made.body = JSON.stringify(design);
          newest.current(made.body);
        },
      }),
    };
    return made;
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another body begins anew
  useEffect(() => {
    if (!('store' in opened) || opened.body !== body) setOpened(open(body));
  }, [body]);
  return 'store' in opened ? opened.store : opened;
}

export function useDesignState(store: DesignStore) {
  return useStore(store);
}
