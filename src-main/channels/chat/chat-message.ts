/** A message for the chat of a team, as plain text: what is special in a chat is made harmless by its provider. */
export interface ChatMessage {
  title: string;
  lines: readonly string[];
  link: { label: string; url: string } | null;
}
