/** Contacts, lists and imports. */
export const audience = {};
