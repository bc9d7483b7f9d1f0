import { useTranslation } from 'react-i18next';
import { type HomeTile, isNumberTile } from '#shared/domain/home-tile.ts';

/** What a tile is called where it is moved, sized or hidden. */
export function useTileName(): (id: HomeTile) => string {
  const { t } = useTranslation('home');
  return (id) => {
    if (isNumberTile(id)) return t(id);
    return id === 'trend' || id === 'growth' ? t(`${id}.title`) : t(`tile.${id}`);
  };
}
