/** A running part of Herald. Parts are stopped in the reverse order of their start. */
export interface Part {
  stop(): Promise<void> | void;
}
