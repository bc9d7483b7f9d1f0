import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentCatalogue } from '#shared/contract/segment.contract.ts';

const NOTHING: SegmentCatalogue = { fields: [], lists: [], segments: [], tags: [], campaigns: [], events: [] };

/** What a rule may name, loaded once for the whole editor. */
export const CatalogueContext = createContext<SegmentCatalogue>(NOTHING);

export const useCatalogue = () => useContext(CatalogueContext);

/** Custom fields are called as people named them, the others as everywhere in Herald. */
export function useFieldLabel(): (field: { name: string; custom: boolean }) => string {
  const { t } = useTranslation('segment');
  const { fields } = useCatalogue();
  return ({ name, custom }) => {
    const field = fields.find((one) => one.name === name && one.custom === custom);
    return field?.label ?? t(`field.${name as 'name'}`, { defaultValue: name });
  };
}
