import type { ChatMessage } from '#main/channels/chat/chat-message.ts';
import type { MimePicture } from '#main/channels/email/mime-message.ts';
import type { MailFile } from '#main/channels/email/send-one.ts';
import type { Database } from '#main/db/access.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { DataPaths } from '#main/platform/data-paths.ts';
import type { DnsTexts } from '#main/platform/dns-texts.ts';
import type { GuardedFetch } from '#main/platform/guarded-fetch.ts';
import type { IdSource } from '#main/platform/id-source.ts';
import type { PublicTokens } from '#main/platform/public-tokens.ts';
import type { SecretBox } from '#main/platform/secret-box.ts';
import type { JobQueue } from '#main/queue/job-queue.ts';
import type { RenderingInput, RenderingName, RenderingOutput } from '#main/rendering/renderings.ts';
import type { LongReadInput, LongReadName, LongReadOutput } from '#main/repositories/system/long-reads.ts';
import type { Timers } from '#main/scheduler/timers.ts';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import type { EventAnswer } from '#shared/domain/event/event-answer.ts';
import type { EventInput } from '#shared/domain/event/event-input.ts';
import type { PictureFormat, PictureSize } from '#shared/domain/picture.ts';
import type { PushContent } from '#shared/domain/push/push-content.ts';
import type { Logger } from '#shared/kernel/logger.ts';
import type { AccountMeans } from './access/account-means.ts';
import type { TestMailbox } from './mailbox/test-mailbox.ts';
import type { PreflightOrder } from './preflight/preflight-order.ts';
import type { LiveStream } from './system/live-stream.ts';

/** Reads that may take longer than a blink: answered by a thread of its own, so that nothing else waits. */
export interface LongReader {
  run<Name extends LongReadName>(name: Name, input: LongReadInput<Name>): Promise<LongReadOutput<Name>>;
}

/** Renders in a thread of its own, so that a text that takes long holds up nothing else. */
export interface Rendering {
  run<Name extends RenderingName>(name: Name, input: RenderingInput<Name>): Promise<RenderingOutput<Name>>;
}

/** Looks at what everybody would get, in the same thread; resolves when it has ended or `signal` has stopped it. */
export interface Preflights {
  run(order: PreflightOrder, signal: AbortSignal): Promise<void>;
}

/** Takes pictures apart and together in the same thread, and writes their files. @throws HeraldError for what is none */
export interface PictureStore {
  store(picture: { hash: string; bytes: Uint8Array }): Promise<StoredPicture>;
}

export interface StoredPicture {
  format: PictureFormat;
  /** Pixels of the picture as it came, turned the way it is looked at. */
  width: number;
  height: number;
  /** The smallest first. */
  sizes: PictureSize[];
}

/** Where Herald answers now; known once the listeners are up. */
export interface Endpoints {
  console_url: string;
  /** Where pixels, links and unsubscribes of mails answer on this machine. */
  tracking_url: string;
  /** The embedded SMTP server of the test mailbox. */
  mailbox: { host: string; port: number };
}

/** Sends one message now through a sender and answers what the server said. `lasting`: asking it again makes no sense. */
export interface Mailer {
  sendNow(
    sender_no: number,
    mail: {
      to: string;
      subject: string;
      html?: string;
      text: string;
      from_name?: string;
      push?: PushContent;
      /** Those that the HTML names as its own. */
      pictures?: readonly MimePicture[];
      file?: MailFile;
    },
  ): Promise<{ ok: boolean; said: string; lasting: boolean }>;
  /** Writes into the chat of a team. */
  tell(sender_no: number, message: ChatMessage): Promise<SendOutcome>;
}

/** Does the work of an import in a thread of its own; resolves when it has ended or `signal` has stopped it. */
export interface ImportRunner {
  run(import_id: string, signal: AbortSignal): Promise<void>;
}

/** Where events of all requests are written, many at once; an answer means that the event is on the disk. */
export interface EventWriter {
  record(events: readonly EventInput[], actor: string): Promise<EventAnswer[]>;
}

/** Long work on contacts, in a thread of its own; each resolves when it has ended or `signal` has stopped it. */
export interface ContactWork {
  run(work: ContactWorkKind, id: string, signal: AbortSignal): Promise<void>;
}
/** Reads mailboxes in a thread of its own; resolves when it has ended or `signal` has stopped it. */
export interface InboxReader {
  read(inbox_id: string, signal: AbortSignal): Promise<void>;
}

export type ContactWorkKind = 'bulk-edit' | 'export' | 'find-duplicates' | 'clear-out';

export interface Backups {
  /** Writes a whole, checked copy of the database to `target` while it is in use. */
  make(target: string): Promise<void>;
  /** Removes from the folder what copies that were cut short have left. */
  clearUnfinished(folder: string): void;
}

/** What use cases stand on. Each function takes the slice of it that it needs. */
export interface ServiceContext {
  db: Database;
  clock: Clock;
  ids: IdSource;
  log: Logger;
  secrets: SecretBox;
  /** The way out to services over HTTP. */
  fetch: GuardedFetch;
  dns: DnsTexts;
  queue: JobQueue;
  timers: Timers;
  reads: LongReader;
  rendering: Rendering;
  preflights: Preflights;
  pictures: PictureStore;
  importer: ImportRunner;
  events: EventWriter;
  contact_work: ContactWork;
  inboxes: InboxReader;
  backups: Backups;
  paths: DataPaths;
  /** Where `resources` and the built console lie. */
  app_root: string;
  endpoints: Endpoints;
  accounts: AccountMeans;
  live: LiveStream;
  mailer: Mailer;
  tokens: PublicTokens;
  mailbox: TestMailbox;
  shell: 'desktop' | 'headless';
  version: string;
}
