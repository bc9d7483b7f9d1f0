/** How mail servers announce the message that they give back. */
const ANNOUNCED = [
  /^[\s>*#=-]*(below this line is a copy of (the|your) message|this is a copy of (the|your) (message|headers)|the header of the original message|original (message|mail)( headers?| info| follows)?\b|(returned|unsent|undelivered|rejected) message( follows| header)?|message headers? follow|included is a copy of the message header|your (original )?message (header )?(follows|is enclosed|was)|bounced e-?mail|the original message( headers)? follow|original message (text|transcript)|message text follows|a copy of (the|your) (original )?message|header of (the )?original message|below is a copy of (the )?(original )?message|copy of (your )?message|---- message header|the following is (the|a copy)|nachricht im original|message d'origine|mensaje original)/i,
  /^Content-Type: *(message\/rfc822|text\/rfc822-headers)/i,
  /^-{5,}\s*original (message|mail)/i,
];
const HEADER =
  /^(return-path|received|from|to|subject|date|message-id|mime-version|x-[a-z-]+|reply-to|content-type|sender|delivered-to|dkim-signature|arc-[a-z-]+): ?\S/i;

export interface Notice {
  /** What the server says. */
  notice: string;
  /** The message it gives back. */
  returned: string | null;
}

/** Parts a bounce that is plain text into what the server says and the message it gives back. */
export function splitNotice(text: string): Notice {
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim();
    if (ANNOUNCED.some((pattern) => pattern.test(line)) && beginsMessage(lines, at + 1, 1))
      return partAt(lines, at, at + 1);
    if (/^(return-path|received): ?\S/i.test(line) && beginsMessage(lines, at, 3)) return partAt(lines, at, at);
  }
  return { notice: text, returned: null };
}

/** Whether so many header lines follow within the next lines. */
function beginsMessage(lines: string[], from: number, least: number): boolean {
  let headers = 0;
  for (const line of lines.slice(from, from + 14)) if (HEADER.test(line.trimStart())) headers += 1;
  return headers >= least;
}

function partAt(lines: string[], notice: number, returned: number): Notice {
  const rest = lines.slice(returned, returned + 400);
  const first = rest.findIndex((line) => HEADER.test(line.trimStart()));
  return { notice: lines.slice(0, notice).join('\n'), returned: rest.slice(Math.max(first, 0)).join('\n') };
}
