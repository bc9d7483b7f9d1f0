/** What a campaign is for: people having an event soon after they clicked or opened. */
export interface Goal {
  event: string;
  /** The number of the event that is money; null: none. */
  amount: string | null;
  /** After the last touch. */
  days: number;
  touch: 'open' | 'click';
}

export interface Conversion {
  people: number;
  events: number;
  revenue: number;
}
