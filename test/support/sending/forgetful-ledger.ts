import { Ledger } from '#main/services/sending/ledger.ts';

/** A mutant: lets each message leave without having written down that it does. */
export class ForgetfulLedger extends Ledger {
  override mark(): Promise<boolean> {
    return Promise.resolve(true);
  }
}
