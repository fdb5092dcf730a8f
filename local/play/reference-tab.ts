// In which tab a reference lives, so that a scenario selects rows without naming the tab.

/** Menu items that act on rows of another tab than the one of the consultation they create or of a plain reference. */
const TAB_BY_ITEM: ReadonlyMap<string, string> = new Map([
  ['Rattacher un message', 'Messages'],
  ['Reconduire', 'Titulaires'],
]);

const TAB_BY_PREFIX: ReadonlyMap<string, string> = new Map([
  ['DEM', 'Demandes'],
  ['CONS', 'Consultations'],
  ['OFF', 'Offres'],
  ['MS', 'Marchés'],
  ['CAND', 'Candidatures'],
]);

/**
 * The tab of a row that a menu item acts on; undefined when neither the item nor the reference tells it, as for a
 * holder's code or `#3`.
 */
export function tabOfReference(reference: string | number, item?: string): string | undefined {
  const byItem = item === undefined ? undefined : TAB_BY_ITEM.get(item);
  if (byItem !== undefined) return byItem;
  const prefix = /^([A-Z]+)-\d{4}-\d+/.exec(String(reference))?.[1];
  return prefix === undefined ? undefined : TAB_BY_PREFIX.get(prefix);
}
