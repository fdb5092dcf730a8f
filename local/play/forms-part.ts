// The forms of a Workspace as one part of it: the library for respondents and staff, FormApp for scripts.
import type { Execution, Part, PartContext } from '../kernel/contract';
import { FormAppService } from '../services/form-app';
import { FormLibrary } from '../services/form-library';

export class FormsPart implements Part {
  readonly name = 'forms';
  readonly library: FormLibrary;

  constructor(context: Pick<PartContext, 'store' | 'clock'>) {
    this.library = new FormLibrary(context.store, context.clock);
  }

  globals(execution: Execution): Record<string, unknown> {
    return { FormApp: new FormAppService(execution, this.library) };
  }
}

/** Makes the forms part of a Workspace. */
export function formsPart(context: PartContext): FormsPart {
  return new FormsPart(context);
}
