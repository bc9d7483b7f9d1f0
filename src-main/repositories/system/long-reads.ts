import type { Reader } from '#main/db/access.ts';
import type { OddMessage } from '#shared/domain/campaign/odd-person.ts';
import type { FieldType } from '#shared/domain/custom-field/custom-field.ts';
import { type FieldFit, fieldFit } from '#shared/domain/custom-field/field-fit.ts';
import type { CoerceOptions } from '#shared/domain/custom-field/field-value.ts';
import type { DuplicateRule } from '#shared/domain/duplicate-key.ts';
import type { ReportQuestion } from '#shared/domain/report/saved-report.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import {
  type AudienceQuestion,
  type AudienceSize,
  countAudience,
  findFirstRecipient,
} from '../campaign/audience.repo.ts';
import { type DeliveryQuery, type DeliveryView, readDeliveryPage } from '../campaign/delivery-page.repo.ts';
import { findOddPeople, type OddPeople } from '../campaign/odd-people.repo.ts';
import { type AskingQuestion, countUnconfirmed, type Unconfirmed } from '../consent/list-asking.repo.ts';
import { readSuppressionPage, type SuppressionQuery, type SuppressionView } from '../consent/suppression-page.repo.ts';
import { type ContactQuery, prepareJumps, readContactPage } from '../contact/contact-page.repo.ts';
import type { ContactView } from '../contact/contact-view.repo.ts';
import { sameAs } from '../contact/duplicate.repo.ts';
import { allValueCounts, type KeyUsage, keyUsage, type ValueSample, valueSample } from '../contact/field-value.repo.ts';
import {
  type FailureGroup,
  type FailureQuery,
  type FailureView,
  failureGroups,
  readFailurePage,
} from '../delivery/failure.repo.ts';
import {
  type EventComparison,
  type EventQuestion,
  eventsAfter,
  type TestFigures,
  type TestQuestion,
  testFigures,
} from '../experiment/experiment.repo.ts';
import { type ReportedCampaign, reportedCampaigns } from '../report/reported-campaigns.repo.ts';
import { countRule, type PreviewAnswer, type PreviewQuestion, previewRule } from '../segment/segment-preview.repo.ts';
import { type ProviderResult, resultsByProvider } from '../sending/sending-results.repo.ts';
import { type ActivityEntry, type ActivityQuery, readActivityPage } from '../tracking/activity.repo.ts';
import { clicksOfVariant, type LinkPeople, type VariantQuestion } from '../tracking/click-map.repo.ts';
import { type HomeSummary, homeSummary } from '../tracking/home-report.repo.ts';
import { type HomeTrend, homeTrend } from '../tracking/home-trend.repo.ts';
import { type QuietContacts, type QuietQuestion, quietContacts } from '../tracking/quiet.repo.ts';
import { integrityVerdict } from './health.repo.ts';

interface FitQuestion {
  key: string;
  type: FieldType;
  options: CoerceOptions;
}

/** Reads for the reader thread, by name. Inputs and outputs cross a thread: plain data only. */
export const LONG_READS = {
  'system.integrity': (reader: Reader, _input: Record<string, never>): string => integrityVerdict(reader),
  'audience.count': (reader: Reader, question: AudienceQuestion): AudienceSize => countAudience(reader, question),
  'audience.first': (reader: Reader, question: AudienceQuestion): string | null => findFirstRecipient(reader, question),
  'audience.odd': (reader: Reader, question: AudienceQuestion & { message: OddMessage }): OddPeople =>
    findOddPeople(reader, question),
  'contacts.page': (reader: Reader, query: ContactQuery): Page<ContactView> => readContactPage(reader, query),
  'contacts.prepare-jumps': (reader: Reader, query: ContactQuery): void => prepareJumps(reader, query),
  'contacts.quiet': (reader: Reader, question: QuietQuestion): QuietContacts => quietContacts(reader, question),
  'fields.usage': (reader: Reader, { known }: { known: string[] }): KeyUsage[] => keyUsage(reader, known),
  'fields.values': (reader: Reader, input: { key: string; limit: number }): ValueSample => valueSample(reader, input),
  'fields.fit': (reader: Reader, { key, type, options }: FitQuestion): FieldFit =>
    fieldFit(allValueCounts(reader, key), type, options),
  'lists.unconfirmed': (reader: Reader, question: AskingQuestion): Unconfirmed => countUnconfirmed(reader, question),
  'sending.by-provider': (reader: Reader, input: { since: Millis }): ProviderResult[] =>
    resultsByProvider(reader, input),
  'deliveries.page': (reader: Reader, query: DeliveryQuery): Page<DeliveryView> => readDeliveryPage(reader, query),
  'experiments.figures': (reader: Reader, question: TestQuestion): TestFigures => testFigures(reader, question),
  'experiments.events': (reader: Reader, question: EventQuestion): EventComparison => eventsAfter(reader, question),
  'failures.groups': (reader: Reader, _input: Record<string, never>): FailureGroup[] => failureGroups(reader),
  'failures.page': (reader: Reader, query: FailureQuery): Page<FailureView> => readFailurePage(reader, query),
  'segments.preview': (reader: Reader, question: PreviewQuestion): PreviewAnswer => previewRule(reader, question),
  'segments.count': (reader: Reader, question: PreviewQuestion): Omit<PreviewAnswer, 'sample'> =>
    countRule(reader, question),
  'suppressions.page': (reader: Reader, query: SuppressionQuery): Page<SuppressionView> =>
    readSuppressionPage(reader, query),
  'duplicates.of': (reader: Reader, { no }: { no: number }): { rule: DuplicateRule; no: number }[] =>
    sameAs(reader, no),
  'reports.activity': (reader: Reader, query: ActivityQuery): Page<ActivityEntry> => readActivityPage(reader, query),
  'reports.clicks': (reader: Reader, question: VariantQuestion): { sent: number; links: LinkPeople[] } =>
    clicksOfVariant(reader, question),
  'reports.campaigns': (reader: Reader, input: { question: ReportQuestion; now: Millis }): ReportedCampaign[] =>
    reportedCampaigns(reader, input),
  'reports.home': (reader: Reader, input: { now: Millis }): HomeSummary => homeSummary(reader, input.now),
  'reports.trend': (reader: Reader, input: { now: Millis }): HomeTrend => homeTrend(reader, input.now),
};

type LongReads = typeof LONG_READS;
export type LongReadName = keyof LongReads;
export type LongReadInput<Name extends LongReadName> = Parameters<LongReads[Name]>[1];
export type LongReadOutput<Name extends LongReadName> = ReturnType<LongReads[Name]>;
