/** Who was behind a request. They are stored by their place in this list: new ones go to its end. */
export const VERDICTS = ['human', 'privacy_proxy', 'image_proxy', 'scanner', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a verdict stands on, stored by place too. */
export const EVIDENCE = [
  'ordinary_agent',
  'head_request',
  'fetched_ahead',
  'hidden_link',
  'source_of_hidden_link',
  'known_robot',
  'empty_agent',
  'apple_agent',
  'apple_network',
  'proxy_agent',
  'prefetch_agent',
  'burst',
  'slow_burst',
  'source_of_burst',
  'too_fast',
  'flood',
] as const;
export type Evidence = (typeof EVIDENCE)[number];

export interface Judgement {
  verdict: Verdict;
  evidence: Evidence;
}

/** Behind an image proxy is somebody who opened; everything else that is no person is a machine. */
export function isByPerson(verdict: Verdict): boolean {
  return verdict === 'human' || verdict === 'image_proxy';
}
