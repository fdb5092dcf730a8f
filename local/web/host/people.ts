/** The people of a Workspace, as they are known from its tabs: whoever visits chooses whom to be. */
import type { Sheet } from '../../engine/sheet';
import { headerColumns } from '../../play/sheet-address';
import type { Stage } from '../../play/stage';

export type Role = 'gestion' | 'équipe' | 'comité' | 'titulaire' | 'collectivité';

export interface KnownPerson {
  /** E-mail address. */
  account: string;
  name: string;
  role: Role;
}

/** Everybody once, whoever manages the mailbox first; an address that two tabs name keeps its first role. */
export function peopleOf(stage: Stage): KnownPerson[] {
  const { manager, workbook } = stage;
  const found: KnownPerson[] = [
    { account: manager, name: 'Dispositif AICT (compte de gestion)', role: 'gestion' },
    ...workbook.document.editors.map(account => ({ account, name: account, role: 'équipe' as const })),
    ...rows(workbook.sheet('Comité'), 'Courriel', 'Nom', 'comité'),
    ...rows(workbook.sheet('Titulaires'), 'Courriel', 'Organisme', 'titulaire'),
    ...rows(workbook.sheet('Demandes'), 'Courriel', 'Collectivité', 'collectivité'),
  ];
  const known = new Map<string, KnownPerson>();
  for (const person of found) {
    const key = person.account.toLowerCase();
    if (!known.has(key)) known.set(key, person);
  }
  return [...known.values()];
}

function rows(sheet: Sheet | undefined, address: string, name: string, role: Role): KnownPerson[] {
  if (sheet === undefined || sheet.lastRow < 2) return [];
  const columns = headerColumns(sheet);
  const [at, called] = [columns.get(address), columns.get(name)];
  if (at === undefined || called === undefined) return [];
  const stored = sheet.document.values.slice(1);
  return stored.flatMap(row =>
    String(row?.[at - 1] ?? '')
      .split(/[\s,;]+/)
      .filter(account => account.includes('@'))
      .map(account => ({ account, name: String(row?.[called - 1] ?? account), role })),
  );
}
