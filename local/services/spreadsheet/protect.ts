/** Protects a range or a tab; everybody who may edit the file is an editor of it until removed, as in Google Sheets. */
import type { Area } from '../../engine/grid-area';
import type { ServiceObject } from '../../kernel/contract';
import type { SheetPlace, SheetsSession } from './session';

/** `area` null protects the whole tab: its former protection is given back when there is one. */
export function protect(session: SheetsSession, place: SheetPlace, method: string, area: Area | null): ServiceObject {
  session.allowShape(place, area ?? undefined);
  return session.command(method, () => {
    const book = session.book(place.bookId);
    const { document } = session.sheet(place);
    const known = area === null ? document.protections.find(({ kind }) => kind === 'SHEET') : undefined;
    if (known !== undefined) return session.make.protection(place, known.id);
    const last = Math.max(0, ...document.protections.map(({ id }) => Number(id)));
    const id = String(last + 1);
    const { owner, editors } = book.document;
    const all = [...new Set([owner, session.execution.effectiveUser, ...editors])].filter(address => address !== '');
    document.protections.push({
      id,
      kind: area === null ? 'SHEET' : 'RANGE',
      area,
      description: '',
      warningOnly: false,
      editors: all,
      unprotected: [],
    });
    book.changed();
    return session.make.protection(place, id);
  });
}
