import { lastContactNo } from '#main/repositories/campaign/audience.repo.ts';
import { zoneOf } from '#main/repositories/segment/segment-world.ts';
import { findVersion, findWorkflowByNo } from '#main/repositories/workflow/workflow.repo.ts';
import {
  contactsWithDate,
  insertSignal,
  openDays,
  saveDay,
} from '#main/repositories/workflow/workflow-trigger.repo.ts';
import { dayInZone } from '#shared/domain/day-in-zone.ts';
import { anniversary, daysAfter } from '#shared/domain/workflow/wait-time.ts';
import { nodeOf } from '#shared/domain/workflow/workflow-graph.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * Once a day, for each trigger that goes by a date: whose day it is. A range of contacts a call, with a cursor that is saved. Days on
 * which Herald did not run are not made up for: nobody wants to be congratulated late. @returns whether there may be more
 */
export function lookAtDays({ db, clock }: Pick<ServiceContext, 'db' | 'clock'>, limit: number): boolean {
  const day = dayInZone(clock.now(), zoneOf(db.reader));
  const [open] = openDays(db.reader, day);
  if (!open) return false;
  db.write((tx) => {
    const { workflow_no, node } = open;
    const live_no = findWorkflowByNo(tx, workflow_no)?.live_no ?? null;
    const version = live_no === null ? undefined : findVersion(tx, live_no);
    const trigger = version && nodeOf(version.graph, node);
    const end = lastContactNo(tx);
    const first = open.walked_to + 1;
    const last = Math.min(end, open.walked_to + limit);
    if (trigger?.type === 'on_date' && first <= last) {
      const { field, yearly, offset_days } = trigger;
      const dates = datesOn(daysAfter(day, -offset_days), yearly);
      for (const contact_no of contactsWithDate(tx, { field, dates, yearly, first, last })) {
        insertSignal(tx, { workflow_no, node, contact_no });
      }
    }
    saveDay(tx, { workflow_no, node, day, walked_to: trigger && last < end ? last : null });
  });
  return true;
}

/** What stands in the field of those whose day it is. Who was born on the 29th of February has it on the 28th in other years. */
function datesOn(date: string, yearly: boolean): string[] {
  if (!yearly) return [date];
  const leap = anniversary('2000-02-29', Number(date.slice(0, 4)));
  return [date.slice(5), ...(date === leap && !leap.endsWith('29') ? ['02-29'] : [])];
}
