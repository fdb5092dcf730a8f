/** A protection of a tab or of a range, as scripts set it. It never shares the file; the owner always edits. */
import type { ProtectionDocument } from '../../engine/document';
import { mayEdit } from '../../engine/protection-rules';
import { ScriptError, ServiceObject } from '../../kernel/contract';
import { User } from '../session';
import { ProtectionType } from './enumerations';
import { mismatch, PROTECTED, rangePlace, type SheetPlace, type SheetsSession } from './session';

export class Protection extends ServiceObject {
  readonly #session: SheetsSession;
  readonly #place: SheetPlace;
  readonly #id: string;

  constructor(session: SheetsSession, place: SheetPlace, id: string) {
    super();
    this.#session = session;
    this.#place = place;
    this.#id = id;
  }

  getDescription(): string {
    return this.#look().description;
  }

  setDescription(description: string): this {
    return this.#change('setDescription', protection => {
      protection.description = description;
    });
  }

  isWarningOnly(): boolean {
    return this.#ask('isWarningOnly').warningOnly;
  }

  setWarningOnly(warningOnly: boolean): this {
    return this.#change('setWarningOnly', protection => {
      protection.warningOnly = warningOnly;
    });
  }

  getProtectionType() {
    return ProtectionType[this.#look().kind];
  }

  /** The protected range; for a tab, the whole of it. */
  getRange(): ServiceObject {
    const { area } = this.#look();
    return this.#session.make.range({ ...this.#place, area: area ?? this.#session.sheet(this.#place).whole });
  }

  setRange(range: unknown): this {
    const { area } = rangePlace(range, 'Protection.setRange');
    return this.#change('setRange', protection => {
      if (protection.kind === 'SHEET') throw new ScriptError('A sheet protection has no range.');
      protection.area = area;
    });
  }

  getUnprotectedRanges(): ServiceObject[] {
    return this.#ask('getUnprotectedRanges').unprotected.map(area =>
      this.#session.make.range({ ...this.#place, area }),
    );
  }

  setUnprotectedRanges(ranges: unknown): this {
    if (!Array.isArray(ranges)) throw mismatch([ranges], 'Protection.setUnprotectedRanges');
    const places = ranges.map((range: unknown) => rangePlace(range, 'Protection.setUnprotectedRanges'));
    if (places.some(place => place.sheetId !== this.#place.sheetId)) {
      throw new ScriptError('Unprotected ranges must be on the protected sheet.');
    }
    return this.#change('setUnprotectedRanges', protection => {
      if (protection.kind !== 'SHEET') throw new ScriptError('Only a sheet protection can have unprotected ranges.');
      protection.unprotected = places.map(({ area }) => area);
    });
  }

  canEdit(): boolean {
    return mayEdit(this.#ask('canEdit'), this.#book.document, this.#session.execution.effectiveUser);
  }

  /** The owner of the spreadsheet and those who may edit beside them. */
  getEditors(): User[] {
    const { editors } = this.#ask('getEditors');
    const { owner } = this.#book.document;
    return [owner, ...editors.filter(editor => editor.toLowerCase() !== owner.toLowerCase())].map(
      address => new User(address),
    );
  }

  addEditor(editor: unknown): this {
    return this.#add('addEditor', [editor]);
  }

  addEditors(editors: unknown): this {
    return this.#add('addEditors', editors);
  }

  removeEditor(editor: unknown): this {
    return this.#removeEditors('removeEditor', [editor]);
  }

  /** The owner, and the account that runs the script, cannot be removed: they stay without an error. */
  removeEditors(editors: unknown): this {
    return this.#removeEditors('removeEditors', editors);
  }

  remove(): void {
    this.#refuseOthers();
    this.#session.write('Protection.remove', 0, () => {
      const { document } = this.#session.sheet(this.#place);
      document.protections = document.protections.filter(({ id }) => id !== this.#id);
      this.#book.changed();
    });
  }

  get #book() {
    return this.#session.book(this.#place.bookId);
  }

  #look(): ProtectionDocument {
    return this.#session.look(() => this.#find());
  }

  #ask(method: string): ProtectionDocument {
    return this.#session.read(`Protection.${method}`, 0, () => this.#find());
  }

  #find(): ProtectionDocument {
    const found = this.#session.sheet(this.#place).document.protections.find(({ id }) => id === this.#id);
    if (found === undefined) throw new ScriptError('The protection no longer exists.');
    return found;
  }

  #refuseOthers(): void {
    if (!mayEdit(this.#find(), this.#book.document, this.#session.execution.effectiveUser))
      throw new ScriptError(PROTECTED);
  }

  #add(method: string, editors: unknown): this {
    const added = addresses(editors, `Protection.${method}`);
    return this.#change(method, protection => {
      for (const address of added) {
        const known = protection.editors.some(editor => editor.toLowerCase() === address.toLowerCase());
        if (!known) protection.editors.push(address);
      }
    });
  }

  #removeEditors(method: string, editors: unknown): this {
    const self = this.#session.execution.effectiveUser.toLowerCase();
    const removed = new Set(addresses(editors, `Protection.${method}`).map(address => address.toLowerCase()));
    return this.#change(method, protection => {
      protection.editors = protection.editors.filter(
        address => address.toLowerCase() === self || !removed.has(address.toLowerCase()),
      );
    });
  }

  #change(method: string, change: (protection: ProtectionDocument) => void): this {
    this.#refuseOthers();
    this.#session.write(`Protection.${method}`, 0, () => {
      change(this.#find());
      this.#book.changed();
    });
    return this;
  }
}

function addresses(values: unknown, method: string): string[] {
  if (!Array.isArray(values)) throw mismatch([values], method);
  return values.map((value: unknown) => {
    if (value instanceof User) return value.getEmail();
    if (typeof value !== 'string') throw mismatch([value], method);
    return value;
  });
}
