import { useTranslation } from 'react-i18next';
import { useNodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import type { Workflow } from '#shared/contract/workflow.contract.ts';
import { ENDINGS } from '#shared/domain/workflow/enrolment.ts';

/** The way of a kept rehearsal, nodes with their ways out and how it ended, as people read it. */
export function useWayWords({ draft, live }: Workflow): (way: readonly string[]) => string {
  const { t } = useTranslation('workflow');
  const words = useNodeWords();
  const nodes = [...draft.nodes, ...(live?.nodes ?? [])];
  const ending = (end: string) => {
    const known = ENDINGS.find((one) => one === end);
    return known ? t(`ended.${known}`) : t('rehearse.state_active');
  };
  const step = (text: string) => {
    const [id = '', ...rest] = text.split(':');
    const node = nodes.find((one) => one.id === id);
    const port = rest.join(':');
    const title = node ? words.title(node) : id;
    return port === '' || port === 'next' ? title : `${title} (${words.port(port)})`;
  };
  return (way) => [...way.slice(0, -1).map(step), ...way.slice(-1).map(ending)].join(' → ');
}
