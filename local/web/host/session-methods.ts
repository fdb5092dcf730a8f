/** What every page needs: who the people are, what time it is, what the workbook is called. */
import { z } from 'zod';
import { method } from './method';
import { peopleOf } from './people';

const nothing = z.strictObject({});

export const sessionMethods = {
  'session.state': method(nothing, host => ({
    now: host.workspace.clock.shown,
    /** Whether the clock runs on by itself. */
    runs: host.workspace.clock.follows,
    /** What takes long and is under way; null when nothing is. */
    work: host.work.state,
    revision: host.revision,
    manager: host.stage.manager,
    people: peopleOf(host.stage),
    workbook: host.stage.workbook.document.name,
    isInstalled: host.stage.workbook.sheet('Demandes') !== undefined,
  })),
  /** Ends what takes long after the slice under way. */
  'session.stopWork': method(nothing, host => host.work.stop()),
};
