/** The numbers of a demo, as `herald demo --json` prints them last. */
export interface DemoReport {
  contacts: number;
  rejected: number;
  recipients: number;
  excluded: Record<string, number>;
  accepted: number;
  failed: number;
  unknown: number;
  opened: number;
  clicked: number;
  unsubscribed: number;
  reconciled: boolean;
  seconds: number;
  url: string;
}
