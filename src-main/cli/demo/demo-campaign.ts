/** What the demo sends: merge fields with fallbacks, three links, an unsubscribe link of its own. */
export const DEMO_CAMPAIGN = {
  name: 'Spring collection',
  subject: '{{ first_name | default: "Hello" }}, the spring collection is here',
  preheader: 'Forty new pieces from small workshops',
  body_kind: 'markdown' as const,
  body: `# Spring is here

Hello {{ first_name | default: "there" }},

forty new pieces have arrived from small workshops{% if city != "" %}, some of them not far from {{ city }}{% endif %}.

- [Oak bench](https://shop.herald.example/pieces/oak-bench?from=newsletter)
- [Wool blanket](https://shop.herald.example/pieces/wool-blanket?from=newsletter)

[See the whole collection](https://shop.herald.example/spring)

You get this because {{ email }} is subscribed. [Unsubscribe]({{ unsubscribe_url }})
`,
};
