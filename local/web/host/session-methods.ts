/** What every page needs: who the people are, what time it is, what the workbook is called. */
import { z } from 'zod';
import { method } from './method';
import { peopleOf } from './people';

const nothing = z.strictObject({});

export const sessionMethods = {
  'session.state': method(nothing, host => ({
    now: host.workspace.clock.now(),
    revision: host.revision,
    manager: host.stage.manager,
    people: peopleOf(host.stage),
    workbook: host.stage.workbook.document.name,
    isInstalled: host.stage.workbook.sheet('Demandes') !== undefined,
  })),
};
