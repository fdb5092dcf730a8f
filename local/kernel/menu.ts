/** The menus that the script has built for a person, and how an item is found in them by its caption. */
import { UnplayableStep } from './contract';

export type MenuEntry =
  | { type: 'item'; caption: string; functionName: string }
  | { type: 'separator' }
  | { type: 'menu'; menu: MenuModel };

export interface MenuModel {
  caption: string;
  entries: MenuEntry[];
}

/** Every item with the path to it: `Appui AICT › Demandes › Appliquer les décisions`. */
export function menuItems(menus: readonly MenuModel[]): { path: string; caption: string; functionName: string }[] {
  const items: { path: string; caption: string; functionName: string }[] = [];
  const walk = (menu: MenuModel, path: string): void => {
    for (const entry of menu.entries) {
      if (entry.type === 'item') items.push({ ...entry, path: `${path} › ${entry.caption}` });
      if (entry.type === 'menu') walk(entry.menu, `${path} › ${entry.menu.caption}`);
    }
  };
  for (const menu of menus) walk(menu, menu.caption);
  return items;
}

/** The function behind an item; undefined when no item has that caption. */
export function findItem(menus: readonly MenuModel[], caption: string): string | undefined {
  return menuItems(menus).find(item => item.caption === caption.trim())?.functionName;
}

/** The sentence for an item that does not exist, with the captions that look most like it. */
export function unknownItem(menus: readonly MenuModel[], caption: string): UnplayableStep {
  const near = menuItems(menus)
    .map(item => ({ path: item.path, distance: distance(fold(item.caption), fold(caption)) }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(item => `« ${item.path} »`);
  const hint = near.length === 0 ? "Le script n'a construit aucun menu." : `Les plus proches : ${near.join(', ')}.`;
  return new UnplayableStep(`Le menu n'a pas d'article « ${caption} ». ${hint}`);
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** Levenshtein's. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
