import type * as z from 'zod';
import type { CampaignFields } from '#shared/contract/campaign.contract.ts';

export type StarterName = 'letter' | 'newsletter' | 'blank';

export type Starter = Pick<z.output<typeof CampaignFields>, 'body_kind' | 'body'>;

/** Words of a starter, in the language of the author. */
export interface StarterWords {
  greeting: string;
  intro: string;
  heading: string;
  text: string;
  button: string;
  bye: string;
  unsubscribe: string;
}

export function starterOf(name: StarterName, words: StarterWords): Starter {
  if (name === 'letter') return { body_kind: 'markdown', body: letter(words) };
  return { body_kind: 'html', body: name === 'newsletter' ? newsletter(words) : '' };
}

function letter({ greeting, intro, heading, text, button, bye, unsubscribe }: StarterWords): string {
  return `# ${heading}

${greeting}

${intro}

${text}

[${button}](https://example.com)

${bye}

[${unsubscribe}]({{ unsubscribe_url }})
`;
}

function newsletter({ greeting, intro, heading, text, button, unsubscribe }: StarterWords): string {
  return `<!doctype html>
<html>
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
  </head>
  <body style="margin: 0; padding: 24px 12px; background: #f3f4f6; font-family: Helvetica, Arial, sans-serif; color: #1f2937">
    <table role="presentation" align="center" width="100%" cellpadding="0" cellspacing="0" style="max-width: 600px; background: #ffffff; border-radius: 8px">
      <tr>
        <td style="padding: 32px 32px 8px">
          <h1 style="margin: 0; font-size: 26px; line-height: 32px">${heading}</h1>
        </td>
      </tr>
      <tr>
        <td style="padding: 8px 32px; font-size: 16px; line-height: 26px">
          <p>${greeting}</p>
          <p>${intro}</p>
          <p>${text}</p>
        </td>
      </tr>
      <tr>
        <td style="padding: 16px 32px 32px">
          <a href="https://example.com" style="display: inline-block; padding: 12px 24px; background: #4f46c2; border-radius: 6px; color: #ffffff; font-size: 16px; text-decoration: none">${button}</a>
        </td>
      </tr>
    </table>
    <p style="margin: 24px 0; text-align: center; font-size: 13px; color: #5c6676">
      <a href="{{ unsubscribe_url }}" style="color: #5c6676">${unsubscribe}</a>
    </p>
  </body>
</html>
`;
}
