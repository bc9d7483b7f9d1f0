import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

interface NewContact {
  email?: string;
  phone?: string;
  first_name?: string;
  last_name?: string;
  company?: string;
}

/** Calls a procedure as the page's own reader. */
export function call<Answer>(page: Page, procedure: string, input: unknown): Promise<Answer> {
  return page.evaluate(
    async ([procedure, body]) => {
      const headers = { 'content-type': 'application/json', 'x-csrf-token': 'orpc' };
      const response = await fetch(`/rpc/${procedure}`, { method: 'POST', headers, body });
      const answer = await response.json();
      if (!response.ok) throw new Error(`${procedure}: ${JSON.stringify(answer)}`);
      return answer.json;
    },
    [procedure, JSON.stringify({ json: input })] as const,
  );
}

/** @returns the ids of the contacts, who join `list` when one is named */
export async function addContacts(page: Page, contacts: NewContact[], list?: string): Promise<string[]> {
  const list_ids = list ? [(await call<{ id: string }>(page, 'lists/create', { name: list })).id] : [];
  const ids: string[] = [];
  for (const contact of contacts) {
    ids.push((await call<{ id: string }>(page, 'contacts/create', { ...contact, list_ids })).id);
  }
  return ids;
}

/** What axe finds that matters, with the elements at fault. */
export async function serious(page: Page): Promise<string[]> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
