import type { ChannelProvider, ConnectResult } from '../channel-provider.ts';
import { createDkimSigner, type DkimKey, type DkimSigner } from './dkim-signer.ts';
import type { EmailMessage } from './email-message.ts';
import { judgeLoss } from './judge-reply.ts';
import { SMTP_TIMEOUTS, type SmtpAccount, type SmtpTimeouts } from './smtp-account.ts';
import { SmtpConnection } from './smtp-connection.ts';
import { shakeHands, TurnedAway } from './smtp-handshake.ts';
import { LineLost, SmtpWire } from './smtp-wire.ts';

/** Any mail server that takes messages over SMTP. */
export function createSmtpProvider(
  account: SmtpAccount,
  timeouts: SmtpTimeouts = SMTP_TIMEOUTS,
): ChannelProvider<EmailMessage> {
  return { channel: 'email', connect: (signal) => connect(account, timeouts, signal) };
}

async function connect(
  account: SmtpAccount,
  timeouts: SmtpTimeouts,
  signal: AbortSignal,
): Promise<ConnectResult<EmailMessage>> {
  let wire: SmtpWire | undefined;
  try {
    const { host, port, security, dkim } = account;
    const signer = dkim?.length ? signerOf(dkim) : null;
    wire = await SmtpWire.open({ host, port, tls: security === 'tls' }, timeouts.connect, signal);
    const abilities = await shakeHands(wire, account, timeouts);
    return { ok: true, connection: new SmtpConnection(wire, { abilities, timeouts, signer }) };
  } catch (error) {
    wire?.destroy();
    if (error instanceof TurnedAway) return { ok: false, outcome: error.outcome };
    if (error instanceof LineLost) return { ok: false, outcome: judgeLoss(error) };
    throw error;
  }
}

/** @throws TurnedAway for a key that can't be read */
function signerOf(keys: readonly DkimKey[]): DkimSigner {
  try {
    return createDkimSigner(keys);
  } catch (error) {
    const said = `The DKIM key can't be used: ${error instanceof Error ? error.message : String(error)}`;
    throw new TurnedAway({ kind: 'rejected', blame: 'sender', code: 'DKIM', said });
  }
}
