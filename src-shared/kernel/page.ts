/** One page of a list. `total` counts the whole list; `next_cursor` is null on the last page. */
export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
  total: number;
}
