/** ScriptApp: installable triggers of the current user, permissions, identity of the script. */
import { type Execution, type Part, ScriptError, ServiceObject } from '../kernel/contract';
import { type EnumValue, enumeration } from '../kernel/enumeration';
import type { Schedule } from '../kernel/schedule';
import type { KernelContext } from '../kernel/services-context';
import type { EventTypeName, TriggerDocument, TriggerSourceName } from '../kernel/triggers';

export const AUTH_MODE = enumeration('AuthMode', ['NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL']);
const AUTHORIZATION_STATUS = enumeration('AuthorizationStatus', ['REQUIRED', 'NOT_REQUIRED']);
const EVENT_TYPE = enumeration('EventType', ['CLOCK', 'ON_OPEN', 'ON_EDIT', 'ON_FORM_SUBMIT', 'ON_CHANGE']);
const TRIGGER_SOURCE = enumeration('TriggerSource', ['SPREADSHEETS', 'CLOCK', 'FORMS', 'DOCUMENTS', 'CALENDAR']);
const WEEK_DAY = enumeration('WeekDay', ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']);
const MINUTES = [1, 5, 10, 15, 30];

/** A form or a spreadsheet, or its id. */
type Source = string | { getId(): string };

interface Maker {
  execution: Execution;
  context: KernelContext;
  handler: string;
}

export class Trigger extends ServiceObject {
  readonly #trigger: TriggerDocument;

  constructor(trigger: TriggerDocument) {
    super();
    this.#trigger = trigger;
  }

  getUniqueId(): string {
    return this.#trigger.id;
  }

  getHandlerFunction(): string {
    return this.#trigger.handler;
  }

  getEventType(): EnumValue {
    return EVENT_TYPE[this.#trigger.eventType];
  }

  getTriggerSource(): EnumValue {
    return TRIGGER_SOURCE[this.#trigger.source];
  }

  /** Null for a time trigger. */
  getTriggerSourceId(): string | null {
    return this.#trigger.sourceId;
  }
}

export class TriggerBuilder extends ServiceObject {
  readonly #maker: Maker;

  constructor(maker: Maker) {
    super();
    this.#maker = maker;
  }

  timeBased(): ClockTriggerBuilder {
    return new ClockTriggerBuilder(this.#maker);
  }

  forForm(form: Source): FormTriggerBuilder {
    return new FormTriggerBuilder(this.#maker, idOf(form));
  }

  forSpreadsheet(sheet: Source): SpreadsheetTriggerBuilder {
    return new SpreadsheetTriggerBuilder(this.#maker, idOf(sheet));
  }
}

export class FormTriggerBuilder extends ServiceObject {
  readonly #maker: Maker;
  readonly #sourceId: string;
  #eventType: EventTypeName | undefined;

  constructor(maker: Maker, sourceId: string) {
    super();
    this.#maker = maker;
    this.#sourceId = sourceId;
  }

  onFormSubmit(): this {
    this.#eventType = 'ON_FORM_SUBMIT';
    return this;
  }

  onOpen(): this {
    this.#eventType = 'ON_OPEN';
    return this;
  }

  create(): Trigger {
    this.#maker.execution.count('FormTriggerBuilder.create');
    return made(this.#maker, 'FORMS', this.#eventType, this.#sourceId);
  }
}

export class SpreadsheetTriggerBuilder extends ServiceObject {
  readonly #maker: Maker;
  readonly #sourceId: string;
  #eventType: EventTypeName | undefined;

  constructor(maker: Maker, sourceId: string) {
    super();
    this.#maker = maker;
    this.#sourceId = sourceId;
  }

  onOpen(): this {
    this.#eventType = 'ON_OPEN';
    return this;
  }

  onEdit(): this {
    this.#eventType = 'ON_EDIT';
    return this;
  }

  onChange(): this {
    this.#eventType = 'ON_CHANGE';
    return this;
  }

  onFormSubmit(): this {
    this.#eventType = 'ON_FORM_SUBMIT';
    return this;
  }

  create(): Trigger {
    this.#maker.execution.count('SpreadsheetTriggerBuilder.create');
    return made(this.#maker, 'SPREADSHEETS', this.#eventType, this.#sourceId);
  }
}

/** One rhythm, then perhaps an hour and a minute; the zone is the script's. */
export class ClockTriggerBuilder extends ServiceObject {
  readonly #maker: Maker;
  #rhythm: 'minutes' | 'hours' | 'days' | 'month' | 'once' | undefined;
  #count = 1;
  #hour: number | undefined;
  #minute: number | undefined;
  #weekDay: number | undefined;
  #at = 0;

  constructor(maker: Maker) {
    super();
    this.#maker = maker;
  }

  everyMinutes(count: number): this {
    if (!MINUTES.includes(count)) throw new ScriptError(`Invalid argument: ${count} (1, 5, 10, 15, 30)`);
    return this.#set('minutes', count);
  }

  everyHours(count: number): this {
    return this.#set('hours', positive(count));
  }

  everyDays(count: number): this {
    return this.#set('days', positive(count));
  }

  everyWeeks(count: number): this {
    if (count !== 1) throw new ScriptError('Le Workspace local ne fournit everyWeeks que pour une semaine.');
    return this.#set('days', 1);
  }

  onWeekDay(day: EnumValue): this {
    this.#weekDay = day.ordinal() + 1;
    this.#rhythm ??= 'days';
    return this;
  }

  onMonthDay(day: number): this {
    return this.#set('month', inRange(day, 1, 31));
  }

  atHour(hour: number): this {
    this.#hour = inRange(hour, 0, 23);
    return this;
  }

  nearMinute(minute: number): this {
    this.#minute = inRange(minute, 0, 59);
    return this;
  }

  inTimezone(timeZone: string): this {
    if (timeZone !== this.#maker.context.timeZone) {
      throw new ScriptError(`Le Workspace local ne déclenche qu'à l'heure de ${this.#maker.context.timeZone}.`);
    }
    return this;
  }

  after(milliseconds: number): this {
    this.#at = this.#maker.context.clock.now() + positive(milliseconds);
    return this.#set('once', 1);
  }

  at(date: Date): this {
    this.#at = date.getTime();
    return this.#set('once', 1);
  }

  create(): Trigger {
    this.#maker.execution.count('ClockTriggerBuilder.create');
    return made(this.#maker, 'CLOCK', 'CLOCK', null, this.#schedule());
  }

  #set(rhythm: 'minutes' | 'hours' | 'days' | 'month' | 'once', count: number): this {
    if (this.#rhythm !== undefined && this.#rhythm !== rhythm) {
      throw new ScriptError('The trigger already has a recurrence.');
    }
    this.#rhythm = rhythm;
    this.#count = count;
    return this;
  }

  #schedule(): Schedule {
    const minute = this.#minute === undefined ? {} : { minute: this.#minute };
    // Without atHour Google takes the hour of its choice: here, the small hours.
    const hour = this.#hour ?? 3;
    switch (this.#rhythm) {
      case 'minutes':
      case 'hours':
        return { every: this.#rhythm, count: this.#count };
      case 'days':
        return {
          every: 'days',
          count: this.#count,
          hour,
          ...minute,
          ...(this.#weekDay === undefined ? {} : { weekDay: this.#weekDay }),
        };
      case 'month':
        return { every: 'month', day: this.#count, hour, ...minute };
      case 'once':
        return { every: 'once', at: this.#at };
      case undefined:
        throw new ScriptError('The trigger has no recurrence: call everyMinutes, everyDays, at or after first.');
    }
  }
}

export class AuthorizationInfo extends ServiceObject {
  getAuthorizationStatus(): EnumValue {
    return AUTHORIZATION_STATUS.NOT_REQUIRED;
  }

  getAuthorizationUrl(): string | null {
    return null;
  }
}

export class ScriptApp extends ServiceObject {
  readonly #execution: Execution;
  readonly #context: KernelContext;

  constructor(execution: Execution, context: KernelContext) {
    super();
    this.#execution = execution;
    this.#context = context;
  }

  get AuthMode() {
    return AUTH_MODE;
  }

  get AuthorizationStatus() {
    return AUTHORIZATION_STATUS;
  }

  get EventType() {
    return EVENT_TYPE;
  }

  get TriggerSource() {
    return TRIGGER_SOURCE;
  }

  get WeekDay() {
    return WEEK_DAY;
  }

  getScriptId(): string {
    return `local-script-of-${this.#context.boundSpreadsheetId}`;
  }

  newTrigger(functionName: string): TriggerBuilder {
    return new TriggerBuilder({ execution: this.#execution, context: this.#context, handler: functionName });
  }

  /** Those of the current user: nobody sees another's. */
  getProjectTriggers(): Trigger[] {
    this.#execution.count('ScriptApp.getProjectTriggers');
    return this.#context.triggers.of(this.#execution.effectiveUser).map(trigger => new Trigger(trigger));
  }

  deleteTrigger(trigger: Trigger): void {
    this.#execution.count('ScriptApp.deleteTrigger');
    const known = this.#context.triggers.find(trigger.getUniqueId());
    if (known === undefined || known.user !== this.#execution.effectiveUser) {
      throw new ScriptError('Trigger not found.');
    }
    this.#context.triggers.remove(known.id);
  }

  /** Everybody grants what the manifest asks for; what it does not ask for cannot be granted. */
  requireScopes(_authMode: EnumValue, scopes: string[]): void {
    const missing = scopes.filter(scope => !this.#context.scopes().has(scope));
    if (missing.length > 0) {
      throw new ScriptError(`The script does not ask for these permissions in its manifest: ${missing.join(' ')}`);
    }
  }

  requireAllScopes(_authMode: EnumValue): void {
    this.#execution.requireService('ScriptApp');
  }

  getAuthorizationInfo(_authMode: EnumValue): AuthorizationInfo {
    return new AuthorizationInfo();
  }
}

export function scriptAppPart(context: KernelContext): Part {
  return { name: 'script', globals: execution => ({ ScriptApp: new ScriptApp(execution, context) }) };
}

function made(
  { execution, context, handler }: Maker,
  source: TriggerSourceName,
  eventType: EventTypeName | undefined,
  sourceId: string | null,
  schedule?: Schedule,
): Trigger {
  if (eventType === undefined)
    throw new ScriptError('The trigger has no event: call onFormSubmit, onOpen or onEdit first.');
  const wish = { handler, source, eventType, sourceId };
  return new Trigger(
    context.triggers.create(execution.effectiveUser, schedule === undefined ? wish : { ...wish, schedule }),
  );
}

function idOf(source: Source): string {
  return typeof source === 'string' ? source : source.getId();
}

function positive(value: number): number {
  if (!(Number.isInteger(value) && value > 0)) throw new ScriptError(`Invalid argument: ${value}`);
  return value;
}

function inRange(value: number, least: number, most: number): number {
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw new ScriptError(`Invalid argument: ${value} (${least} to ${most})`);
  }
  return value;
}
