import type { Reader } from '#main/db/access.ts';
import type { ReturnPathTokens } from '#main/platform/return-path-token.ts';
import type { TokenSigner } from '#main/platform/tracking-token.ts';
import { RenderError } from '#main/rendering/render-error.ts';
import { type CampaignRecord, findCampaignBySend } from '#main/repositories/campaign/campaign.repo.ts';
import type { ActiveSend } from '#main/repositories/delivery/delivery-run.repo.ts';
import { findReturnInbox } from '#main/repositories/feedback/inbox.repo.ts';
import type { SenderRow } from '#main/repositories/sending/sender.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { readTimingRules } from '#main/repositories/timing/timing-rules.repo.ts';
import { zoneOr } from '#shared/domain/campaign/wall-time.ts';
import { earliestAllowed, isQuietAtTimes } from '#shared/domain/timing/quiet-hours.ts';
import { quietOf } from '#shared/domain/timing/send-timing.ts';
import { compileRunVariants } from '../experiment/run-variants.ts';
import { returnAddresses } from '../feedback/return-addresses.ts';
import { PictureShelf } from './picture-shelf.ts';
import type { RunMessage, RunMessageOptions } from './run-message.ts';
import { compileRunPush } from './run-push.ts';
import { compileRunSms } from './run-sms.ts';
import { singleMessages } from './single-messages.ts';

export interface RunMessagesOptions {
  reader: Reader;
  signer: TokenSigner;
  /** Signs return paths, where a mailbox is read. */
  return_path?: ReturnPathTokens;
  /** Where recipients reach this machine, unless the organization says otherwise. */
  tracking_url: string;
  /** The folder of the media library. */
  pictures?: string;
  onUnfillable(send_no: number, problem: string): void;
}

/** The message of each send under way, compiled once and again whenever what it is made of has changed. */
export class RunMessages {
  readonly #options: RunMessagesOptions;
  readonly #kept = new Map<number, { key: string; message: RunMessage }>();

  constructor(options: RunMessagesOptions) {
    this.#options = options;
  }

  /** Null when it can't be made. */
  of(send: ActiveSend, sender: SenderRow): RunMessage | null {
    const { reader, return_path, tracking_url, onUnfillable } = this.#options;
    const { send_no, revision } = send;
    const mailbox = return_path && findReturnInbox(reader, sender.no)?.address;
    const organization = findOrganization(reader);
    const base_url = organization?.public_url ?? tracking_url;
    const hidden_link = organization?.hidden_link ?? false;
    const timing = readTimingRules(reader).revision;
    const key = `${revision} ${sender.no} ${sender.revision} ${timing} ${base_url} ${hidden_link} ${mailbox ?? ''}`;
    const kept = this.#kept.get(send_no);
    if (kept?.key === key) return kept.message;
    const campaign = findCampaignBySend(reader, send_no);
    if (!campaign) return null;
    const returns = mailbox && return_path ? returnAddresses(return_path, mailbox) : undefined;
    try {
      const message = this.#make(send, campaign, { sender, base_url, hidden_link, returns });
      this.#kept.set(send_no, { key, message });
      return message;
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      onUnfillable(send_no, error.message);
      return null;
    }
  }

  forgetOthers(send_nos: ReadonlySet<number>): void {
    for (const send_no of this.#kept.keys()) if (!send_nos.has(send_no)) this.#kept.delete(send_no);
  }

  #make(
    { kind }: ActiveSend,
    campaign: CampaignRecord,
    how: {
      sender: SenderRow;
      base_url: string;
      hidden_link: boolean;
      returns: ReturnType<typeof returnAddresses> | undefined;
    },
  ): RunMessage {
    const { reader, signer, pictures: folder } = this.#options;
    if (kind === 'transactional') {
      const { sender, base_url, returns } = how;
      return singleMessages({ reader, campaign_id: campaign.id, sender, base_url, returns });
    }
    const options = { campaign, signer, ...how, pictures: folder === undefined ? undefined : new PictureShelf(folder) };
    const compiled = compileRun(options, reader);
    return { ...compiled, ...this.#quietTimeOf(campaign) };
  }

  /** By the clocks of each recipient, or of the organization where theirs are not known. */
  #quietTimeOf({ timing }: CampaignRecord): Pick<RunMessage, 'allowedAt'> {
    const { reader } = this.#options;
    const quiet = quietOf(timing, readTimingRules(reader).quiet);
    if (!quiet || !isQuietAtTimes(quiet)) return {};
    const own = findOrganization(reader)?.timezone ?? 'UTC';
    return { allowedAt: (timezone, now) => earliestAllowed(quiet, zoneOr(timezone, own), now) };
  }
}

function compileRun(options: RunMessageOptions, reader: Reader): RunMessage {
  const { channel } = options.campaign;
  if (channel === 'sms') return compileRunSms(options, reader);
  return channel === 'push' ? compileRunPush(options, reader) : compileRunVariants(options);
}
