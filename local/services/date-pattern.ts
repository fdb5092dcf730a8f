/** Utilities.formatDate: the letters of Java's SimpleDateFormat, in any zone, month and day names in English as Google's are. */
import { ScriptError } from '../kernel/contract';

const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'weekday'] as const;
type Fields = Record<(typeof PARTS)[number], string>;

/** `pattern` takes y M d E H h k a m s S Z X z, quoted text and punctuation; any other letter is refused. */
export function formatDate(date: Date, timeZone: string, pattern: string): string {
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) throw new ScriptError('Invalid argument: date');
  const fields = fieldsOf(date, timeZone);
  return pattern.replace(
    /'((?:[^']|'')*)'|([A-Za-z])\2*/g,
    (run, quoted: string | undefined, letter: string | undefined) => {
      if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'");
      return shown(letter ?? '', run.length, fields, date, timeZone);
    },
  );
}

function shown(letter: string, length: number, fields: Fields, date: Date, timeZone: string): string {
  const number = (value: number) => String(value).padStart(length, '0');
  const hour = Number(fields.hour);
  switch (letter) {
    case 'y':
      return length === 2 ? fields.year.slice(-2).padStart(2, '0') : number(Number(fields.year));
    case 'M':
      if (length >= 3) return inWords(date, timeZone, { month: length === 3 ? 'short' : 'long' });
      return number(Number(fields.month));
    case 'd':
      return number(Number(fields.day));
    case 'E':
      return inWords(date, timeZone, { weekday: length <= 3 ? 'short' : 'long' });
    case 'H':
      return number(hour);
    case 'k':
      return number(hour === 0 ? 24 : hour);
    case 'h':
      return number(hour % 12 === 0 ? 12 : hour % 12);
    case 'a':
      return hour < 12 ? 'AM' : 'PM';
    case 'm':
      return number(Number(fields.minute));
    case 's':
      return number(Number(fields.second));
    case 'S':
      return number(date.getUTCMilliseconds());
    case 'Z':
      return offset(fields, date, '');
    case 'X':
      return offset(fields, date, length === 3 ? ':' : '') === (length === 3 ? '+00:00' : '+0000')
        ? 'Z'
        : offset(fields, date, length === 3 ? ':' : '').slice(0, length === 1 ? 3 : undefined);
    case 'z':
      return inWords(date, timeZone, { timeZoneName: 'short' }).replace(/^.*[, ]+(?=\S+$)/, '');
    default:
      throw new ScriptError(`Utilities.formatDate : la lettre « ${letter} » n'est pas fournie par le Workspace local.`);
  }
}

function fieldsOf(date: Date, timeZone: string): Fields {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      weekday: 'short',
    });
  } catch {
    throw new ScriptError(`Invalid argument: timeZone (${timeZone})`);
  }
  const parts = format.formatToParts(date);
  return Object.fromEntries(PARTS.map(type => [type, parts.find(part => part.type === type)?.value ?? ''])) as Fields;
}

function inWords(date: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', { timeZone, ...options }).format(date);
}

function offset(fields: Fields, date: Date, separator: string): string {
  const local = Date.UTC(
    Number(fields.year),
    Number(fields.month) - 1,
    Number(fields.day),
    Number(fields.hour),
    Number(fields.minute),
    Number(fields.second),
  );
  const minutes = Math.round((local - Math.floor(date.getTime() / 1000) * 1000) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}
