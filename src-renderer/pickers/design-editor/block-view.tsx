import { Text } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MailFrame } from '#renderer/ui/mail-frame.tsx';
import { readableOn } from '#shared/domain/design/contrast.ts';
import type { BlockOf, LeafBlock } from '#shared/domain/design/design.ts';
import { FONTS, type Look } from '#shared/domain/design/look.ts';
import type { Inline, List, Mark, Paragraph, RichText } from '#shared/domain/design/rich-text.ts';
import { isSafePicture } from '#shared/domain/design/safe-address.ts';
import { NETWORK_NAMES } from '#shared/domain/design/social.ts';
import classes from './design-editor.module.css';

interface BlockViewProps {
  block: LeafBlock;
  look: Look;
  /** Of the row in which it stands. */
  ground: string | null;
}

/** A block as the mail shows it, by the same measures as src-main/rendering/design. */
export function BlockView({ block, look, ground }: BlockViewProps) {
  const { t } = useTranslation('design');
  const background = block.background ?? ground;
  const color = background === null ? look.text : readableOn(background, look.text, '#ffffff');
  const link = background === null ? look.accent : readableOn(background, look.accent, color);
  const font = { fontFamily: FONTS[look.font], color };
  switch (block.kind) {
    case 'text':
      return (
        <div style={{ ...font, fontSize: 16, lineHeight: 1.6, textAlign: block.align }} className={classes.prose}>
          <RichTextView text={block.text} link={link} />
        </div>
      );
    case 'heading':
      return (
        <div
          style={{
            ...font,
            fontSize: { 1: 30, 2: 22, 3: 18 }[block.level],
            lineHeight: 1.25,
            fontWeight: 700,
            textAlign: block.align,
          }}
          className={classes.prose}
        >
          <RichTextView text={block.text} link={link} />
        </div>
      );
    case 'image':
      return <PictureView {...block} look={look} />;
    case 'button':
      return <ButtonView {...block} look={look} link={link} />;
    case 'divider':
      return <div style={{ borderTop: `${block.thickness}px solid ${block.color ?? '#dfe2e8'}` }} />;
    case 'spacer':
      return <div style={{ height: block.height }} className={classes.spacer} />;
    case 'social':
      return (
        <div style={{ textAlign: block.align }}>
          {block.links.map(({ network, href }) => (
            <span key={`${network}${href}`} className={classes.chip} style={{ ...font, borderColor: 'currentColor' }}>
              {NETWORK_NAMES[network]}
            </span>
          ))}
        </div>
      );
    case 'product':
      return <ProductView block={block} look={look} font={font} link={link} />;
    case 'coupon':
      return (
        <div className={classes.coupon} style={{ ...font, borderColor: look.accent, borderRadius: look.radius }}>
          <div style={{ fontSize: 17, fontWeight: 700 }}>{block.title}</div>
          <div className={classes.code}>{block.code}</div>
          <div style={{ fontSize: 13 }}>{block.terms}</div>
        </div>
      );
    case 'html':
      return block.source.trim() === '' ? (
        <Text c="#5c6676" size="sm" ta="center" p="sm">
          {t('empty.html')}
        </Text>
      ) : (
        <div style={{ height: 120 }} inert>
          <MailFrame html={block.source} title={t('kind.html')} />
        </div>
      );
  }
}

function PictureView({
  src,
  alt,
  width,
  align,
  look,
}: Pick<BlockOf<'image'>, 'src' | 'alt' | 'width' | 'align'> & { look: Look }) {
  const { t } = useTranslation('design');
  const margin = { left: '0 auto 0 0', center: '0 auto', right: '0 0 0 auto' }[align];
  const radius = Math.min(look.radius, 12);
  // Pictures from elsewhere are not loaded by the console; their place and what they say are shown.
  if (!src.startsWith('data:') && !src.startsWith(location.origin)) {
    return (
      <div className={classes.picture} style={{ width: `${width}%`, margin, borderRadius: radius }}>
        <IconPhoto size={24} aria-hidden />
        <span>{isSafePicture(src) ? alt || src : t('empty.image')}</span>
      </div>
    );
  }
  return <img src={src} alt={alt} style={{ display: 'block', width: `${width}%`, margin, borderRadius: radius }} />;
}

function ButtonView({
  label,
  align,
  form,
  wide,
  look,
  link,
}: Pick<BlockOf<'button'>, 'label' | 'align' | 'form' | 'wide'> & { look: Look; link: string }) {
  const filled = form === 'filled';
  const style: CSSProperties = {
    display: wide ? 'block' : 'inline-block',
    padding: '12px 26px',
    border: `2px solid ${filled ? look.accent : link}`,
    borderRadius: look.radius,
    background: filled ? look.accent : 'transparent',
    color: filled ? look.on_accent : link,
    fontFamily: FONTS[look.font],
    fontSize: 16,
    lineHeight: 1.25,
    fontWeight: 700,
    textAlign: 'center',
  };
  return (
    <div style={{ textAlign: align }}>
      <span style={style}>{label}</span>
    </div>
  );
}

function ProductView({
  block,
  look,
  font,
  link,
}: {
  block: BlockOf<'product'>;
  look: Look;
  font: CSSProperties;
  link: string;
}) {
  const { title, text, price, old_price, label } = block;
  return (
    <div style={font}>
      <PictureView {...block} width={100} align="left" look={look} />
      <div style={{ fontSize: 18, lineHeight: 1.6, fontWeight: 700, marginTop: 12 }}>{title}</div>
      {text && <div style={{ fontSize: 15, lineHeight: 1.6, marginTop: 4 }}>{text}</div>}
      <div style={{ fontSize: 17, lineHeight: 1.6, fontWeight: 700, marginTop: 8 }}>
        {old_price && <s style={{ fontWeight: 400, marginInlineEnd: 12 }}>{old_price}</s>}
        {price}
      </div>
      {label && (
        <div style={{ marginTop: 14 }}>
          <ButtonView label={label} align="left" form="filled" wide={false} look={look} link={link} />
        </div>
      )}
    </div>
  );
}

function RichTextView({ text, link }: { text: RichText; link: string }) {
  return text.content.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part of a text is known by its place alone
    <NodeView key={index} node={node} link={link} />
  ));
}

function NodeView({ node, link }: { node: Paragraph | List; link: string }) {
  if (node.type === 'paragraph') {
    return (
      <p>
        {(node.content ?? []).map((inline, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part of a text is known by its place alone
          <InlineView key={index} inline={inline} link={link} />
        ))}
        {!node.content && <br />}
      </p>
    );
  }
  const Tag = node.type === 'bullets' ? 'ul' : 'ol';
  return (
    <Tag>
      {node.content.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part of a text is known by its place alone
        <li key={index}>
          {item.content.map((inner, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part of a text is known by its place alone
            <NodeView key={at} node={inner} link={link} />
          ))}
        </li>
      ))}
    </Tag>
  );
}

function InlineView({ inline, link }: { inline: Inline; link: string }) {
  const words: ReactNode =
    inline.type === 'break' ? (
      <br />
    ) : inline.type === 'text' ? (
      inline.text
    ) : (
      <span data-merge-field={inline.attrs.path}>
        {inline.attrs.fallback ? `${inline.attrs.path} | ${inline.attrs.fallback}` : inline.attrs.path}
      </span>
    );
  return <Marked marks={inline.marks ?? []} words={words} link={link} />;
}

function Marked({ marks, words, link }: { marks: readonly Mark[]; words: ReactNode; link: string }): ReactNode {
  const [mark, ...inner] = marks;
  if (!mark) return words;
  const marked = <Marked marks={inner} words={words} link={link} />;
  if (mark.type === 'bold') return <strong>{marked}</strong>;
  if (mark.type === 'italic') return <em>{marked}</em>;
  return <u style={mark.type === 'link' ? { color: link } : undefined}>{marked}</u>;
}
