import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentCatalogue } from '#shared/contract/segment.contract.ts';
import type { SegmentField } from '#shared/domain/segment/segment-field.ts';

/** What a rule may name, as the language wants it, with what people call their own fields. */
export type Catalogue = Omit<SegmentCatalogue, 'fields'> & { fields: (SegmentField & { label: string | null })[] };

/** Only a choice has choices: an empty list of them would be one where nothing fits. */
export function catalogueOf(wire: SegmentCatalogue): Catalogue {
  const fields = wire.fields.map(({ choices, ...field }) => (field.type === 'choice' ? { ...field, choices } : field));
  return { ...wire, fields };
}

const NOTHING: Catalogue = { fields: [], lists: [], segments: [], tags: [], campaigns: [], events: [] };

/** Loaded once for the whole editor. */
export const CatalogueContext = createContext<Catalogue>(NOTHING);

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
