/** Flags that every command takes. */
export interface GlobalFlags {
  json: boolean;
  dataDir: string;
  server?: string;
  token?: string;
}
