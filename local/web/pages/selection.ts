/** What is selected in the workbook of this tab: the menu and the add-on's own pages act on it. */
export interface SheetSelection {
  /** Name of the tab; '' before any is open. */
  sheet: string;
  /** Sheet rows, from 1; the first is the current one. */
  rows: number[];
}

let current: SheetSelection = { sheet: '', rows: [1] };

export function selectInSheet(selection: SheetSelection): void {
  current = selection;
}

export function currentSelection(): SheetSelection {
  return current;
}
