/** The form in which addresses of users are compared: nobody signs in with another capital letter and is refused. */
export function userEmailKey(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** A shape check only; whether the address works shows when somebody writes to it. */
export function isUserEmail(email: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$|^[^\s@]+@localhost$/.test(email.trim());
}
