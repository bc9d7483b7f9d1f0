import { useTranslation } from 'react-i18next';
import { client } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { BodyKind } from '#shared/domain/campaign/body-kind.ts';
import type { Design } from '#shared/domain/design/design.ts';
import type { Look } from '#shared/domain/design/look.ts';
import { type RichText, richTextOf } from '#shared/domain/design/rich-text.ts';
import type { BodyText } from './body-text.ts';

const LARGEST_BLOCK = 200_000;

/** Changes the kind of a body. What would be lost is said before; nothing changes unless somebody agrees. */
export function useKindSwitch({ body_kind, body }: BodyText, onChange: (change: Partial<BodyText>) => void) {
  const { t } = useTranslation('campaign');

  async function change(kind: BodyKind): Promise<void> {
    try {
      onChange({ body_kind: kind, body: await bodyAs(kind) });
    } catch (error) {
      toast.failed(error);
    }
  }

  async function bodyAs(kind: BodyKind): Promise<string> {
    if (kind === 'visual') return asDesign(body_kind, body, (await client.brand.get()).look);
    if (body_kind !== 'visual') return body;
    const { html, text } = await client.templates.convert({ body });
    return kind === 'html' ? html : text;
  }

  return (kind: BodyKind) => {
    if (kind === body_kind || kind === 'text') return;
    if (isBlank(body_kind, body)) return void change(kind);
    if (kind === 'visual' && body.length > LARGEST_BLOCK) return toast.note(t('body.too_large_for_blocks'));
    const way =
      body_kind === 'visual' ? (`blocks_to_${kind as 'html' | 'markdown'}` as const) : (`to_${kind}` as const);
    confirm({
      title: t(`body.${way}`),
      body: t(`body.${way}_text`),
      action: t(`body.${way}_action`),
      danger: body_kind === 'visual',
      onConfirm: () => void change(kind),
    });
  };
}

function isBlank(kind: BodyKind, body: string): boolean {
  return body.trim() === '' || (kind === 'visual' && /"blocks":\[\]\}$/.test(body));
}

/** Source that was written before stands in the mail as one block. */
function asDesign(kind: BodyKind, body: string, look: Look): string {
  const common = { id: 'source', space: 'normal', background: null, show_if: null } as const;
  const blocks: Design['blocks'] =
    body.trim() === ''
      ? []
      : kind === 'html'
        ? [{ ...common, kind: 'html', source: body }]
        : [{ ...common, kind: 'text', text: paragraphsOf(body), align: 'left' }];
  return JSON.stringify({ version: 1, look, blocks } satisfies Design);
}

function paragraphsOf(text: string): RichText {
  return richTextOf(
    ...text
      .trim()
      .split(/\n\s*\n/)
      .slice(0, 1_000),
  );
}
