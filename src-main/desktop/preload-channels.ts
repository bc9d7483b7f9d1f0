/** The one message that goes from the window process to the page; the way back is the port of desktop-bridge.ts. */
export const COMMAND = 'herald:command';
