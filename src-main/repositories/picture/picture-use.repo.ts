import type { Reader } from '#main/db/access.ts';

export const PICTURE_USERS = ['campaign', 'template', 'workflow', 'saved_block', 'brand'] as const;

export interface PictureUse {
  kind: (typeof PICTURE_USERS)[number];
  /** Of the record; null for the brand kit, of which there is one. */
  id: string | null;
  name: string;
}

/** Any version of a template or workflow counts: mails that began from it are on the road, and it can be restored. */
const USES = `
  SELECT 'campaign' AS kind, c.id, c.name FROM campaign c JOIN send s ON s.campaign_no = c.no
    WHERE c.deleted_at IS NULL AND s.workflow_no IS NULL AND s.kind = 'campaign'
      AND (instr(s.body, @hash) OR instr(s.translations, @hash) OR instr(coalesce(s.experiment, ''), @hash)
        OR instr(coalesce(s.push, ''), @hash))
  UNION
  SELECT 'template', t.id, t.name FROM template t JOIN template_version v ON v.template_no = t.no
    WHERE instr(v.body, @hash) OR instr(v.translations, @hash)
  UNION
  SELECT 'template', t.id, t.name FROM template t JOIN template_draft d ON d.template_no = t.no WHERE instr(d.content, @hash)
  UNION
  SELECT 'workflow', w.id, w.name FROM workflow w WHERE w.deleted_at IS NULL AND (instr(w.draft, @hash)
    OR EXISTS (SELECT 1 FROM workflow_version v WHERE v.workflow_no = w.no AND instr(v.graph, @hash)))
  UNION
  SELECT 'saved_block', b.id, b.name FROM saved_block b WHERE instr(b.block, @hash)
  UNION
  SELECT 'brand', NULL, '' FROM organization o WHERE instr(coalesce(o.brand, ''), @hash)`;

/** Everything whose content names the picture, in the recycle bin of templates too. */
export function usesOfPicture(reader: Reader, hash: string): PictureUse[] {
  return reader.sql<PictureUse>(`${USES} ORDER BY 1, 3`).all({ hash });
}
