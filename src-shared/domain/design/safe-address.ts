/** Where a link may lead: the web, a mail, a telephone, a place in the mail, or what a merge field says. */
export function isSafeLink(href: string): boolean {
  return /^\s*(https?:|mailto:|tel:|sms:|#|\{\{)/i.test(href);
}

/** From where a picture may come. */
export function isSafePicture(src: string): boolean {
  return /^\s*(https?:|cid:|data:image\/(png|jpe?g|gif|webp);base64,|\{\{)/i.test(src);
}
