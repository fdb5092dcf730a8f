/** Who sits at this browser tab: a session that survives a reload, and the account that the visitor has chosen to be. */
const SESSION = 'appui-aict-session';
const PERSON = 'appui-aict-person';

/** This tab's name for the server. */
export const session: string = (() => {
  const known = sessionStorage.getItem(SESSION);
  if (known !== null) return known;
  const made = crypto.randomUUID();
  sessionStorage.setItem(SESSION, made);
  return made;
})();

/** The account that acts in this tab; '' until one is chosen. */
export function person(): string {
  return sessionStorage.getItem(PERSON) ?? localStorage.getItem(PERSON) ?? '';
}

/** From now on this tab, and those opened later, act as this account. */
export function becomePerson(account: string): void {
  sessionStorage.setItem(PERSON, account);
  localStorage.setItem(PERSON, account);
}
