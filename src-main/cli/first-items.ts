/** The most that one question may ask for. */
const PAGE = 200;

interface Items<Item> {
  items: Item[];
  next_cursor: string | null;
}

/** The first `limit` of a list that is answered a page at a time. */
export async function firstItems<Item>(
  limit: number,
  ask: (page: { cursor?: string; limit: number }) => Promise<Items<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask({ cursor, limit: Math.min(PAGE, limit - items.length) });
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor && items.length < limit);
  return items;
}
