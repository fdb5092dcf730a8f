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
  const named = namedIn(workbook);
  const nameOf = (account: string): string => named.find(one => isSame(one.account, account))?.name ?? account;
  const found: KnownPerson[] = [
    { account: manager, name: 'Dispositif AICT (compte de gestion)', role: 'gestion' },
    ...workbook.document.editors.map(account => ({ account, name: nameOf(account), role: 'équipe' as const })),
    ...named,
  ];
  const known = new Map<string, KnownPerson>();
  for (const person of found) {
    const key = person.account.toLowerCase();
    if (!known.has(key)) known.set(key, person);
  }
  return [...known.values()];
}

/**
 * Why somebody may not work in the edition's workbook: it is shared with the team only. '' for the team, and for whoever no
 * tab names: a colleague.
 */
export function whyOutside({ manager, workbook }: Stage, account: string): string {
  if ([manager, ...workbook.document.editors].some(one => isSame(one, account))) return '';
  const role = namedIn(workbook).find(one => isSame(one.account, account))?.role;
  if (role === undefined || role === 'équipe') return '';
  return role === 'comité'
    ? 'Dans Google, ce classeur n’est partagé qu’avec l’équipe : le comité lit et commente le Classeur du comité.'
    : 'Dans Google, ce classeur n’est partagé qu’avec l’équipe : consultants et collectivités répondent par courriel et par le formulaire.';
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Whom the tabs name. Who opens the bids belongs to the team. */
function namedIn(workbook: Stage['workbook']): KnownPerson[] {
  const committee = workbook.sheet('Comité');
  return [
    ...rows(committee, 'Courriel', 'Nom', 'comité', { column: 'Rôle', value: 'ouvreur', role: 'équipe' }),
    ...rows(workbook.sheet('Titulaires'), 'Courriel', 'Organisme', 'titulaire'),
    ...rows(workbook.sheet('Demandes'), 'Courriel', 'Collectivité', 'collectivité'),
  ];
}

/** Rows that have another role than the tab's. */
interface Exception {
  readonly column: string;
  readonly value: string;
  readonly role: Role;
}

function rows(
  sheet: Sheet | undefined,
  address: string,
  name: string,
  role: Role,
  exception?: Exception,
): KnownPerson[] {
  if (sheet === undefined || sheet.lastRow < 2) return [];
  const columns = headerColumns(sheet);
  const [at, called] = [columns.get(address), columns.get(name)];
  if (at === undefined || called === undefined) return [];
  const told = exception === undefined ? undefined : columns.get(exception.column);
  const stored = sheet.document.values.slice(1);
  const roleOf = (row: (typeof stored)[number]): Role =>
    exception !== undefined && told !== undefined && row?.[told - 1] === exception.value ? exception.role : role;
  return stored.flatMap(row =>
    String(row?.[at - 1] ?? '')
      .split(/[\s,;]+/)
      .filter(account => account.includes('@'))
      .map(account => ({ account, name: String(row?.[called - 1] ?? account), role: roleOf(row) })),
  );
}
