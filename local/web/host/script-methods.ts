/** The script as a person meets it: its menu, and the functions that its own pages call. */
import { z } from 'zod';
import type { ExecutionRecord } from '../../kernel/contract';
import { method } from './method';
import { whyOutside } from './people';
import { NotPossible } from './workspace-host';

const selection = z.strictObject({ sheet: z.string(), rows: z.array(z.int().positive()).max(10_000) });

/** What became of a run, for the person who started it. */
function ended({ function: name, outcome, error, modelledMs }: ExecutionRecord) {
  return { function: name, outcome, error, modelledMs };
}

export const scriptMethods = {
  /** The person opens the workbook: their menu is built anew. */
  'script.open': method(z.strictObject({}), (host, _, { by }) => {
    const outside = whyOutside(host.stage, by);
    if (outside !== '') return { menus: [], outside };
    host.workspace.openWorkbook(by);
    return { menus: host.workspace.menusOf(by), outside };
  }),
  'script.menu': method(z.strictObject({ item: z.string(), selection }), (host, params, caller) => {
    const { by } = caller;
    const outside = whyOutside(host.stage, by);
    if (outside !== '') throw new NotPossible(outside);
    host.stage.admit(by);
    const { sheet, rows } = params.selection;
    return ended(host.workspace.runMenu(params.item, { by, sheet, rows, person: host.personOf(caller) }));
  }),
  /** `google.script.run` of a dialog or of the sidebar; `isByItself`: the page called without anybody's gesture. */
  'script.call': method(
    z.strictObject({
      function: z.string(),
      args: z.array(z.unknown()).max(20),
      selection,
      isByItself: z.boolean().default(false),
    }),
    (host, params, caller) => {
      const { sheet, rows } = params.selection;
      const { record, value, error } = host.workspace.callFromPage(params.function, params.args, {
        by: caller.by,
        selection: { spreadsheetId: host.workspace.boundSpreadsheetId, sheetName: sheet, rows },
        person: host.personOf(caller),
        isByItself: params.isByItself,
      });
      return { ...ended(record), value, error };
    },
  ),
};
