/** Serial numbers of a spreadsheet (days since 30/12/1899, wall clock of its time zone) and instants (epoch ms). */
import type { EpochMs } from '../kernel/contract';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** 30/12/1899 at 00:00 UTC, the day zero of spreadsheets. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** One time zone, by its IANA name. Throws a RangeError when the name is unknown. */
export class ZoneTime {
  readonly #format: Intl.DateTimeFormat;
  /** Offset by hour of the epoch: zones change their offset on the hour. */
  readonly #offsets = new Map<number, number>();

  constructor(readonly timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
  }

  /** Milliseconds to add to UTC to have the wall clock at that instant. */
  offsetAt(instant: EpochMs): number {
    const hour = Math.floor(instant / HOUR_MS);
    const known = this.#offsets.get(hour);
    if (known !== undefined) return known;
    const part: Record<string, string> = {};
    for (const { type, value } of this.#format.formatToParts(hour * HOUR_MS)) part[type] = value;
    const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
    const wall = new Date(0);
    wall.setUTCFullYear(year, Number(part.month) - 1, Number(part.day));
    wall.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second));
    const offset = wall.getTime() - hour * HOUR_MS;
    this.#offsets.set(hour, offset);
    return offset;
  }

  /** The serial number of an instant, to the millisecond. */
  toSerial(instant: EpochMs): number {
    return (instant + this.offsetAt(instant) - DAY_ZERO) / DAY_MS;
  }

  /** The instant of a serial number. A wall-clock time that a change to summer time skips moves forward by an hour; one that comes twice is the first. */
  toInstant(serial: number): EpochMs {
    const wall = DAY_ZERO + Math.round(serial * DAY_MS);
    const earlier = wall - this.offsetAt(wall - DAY_MS);
    if (earlier + this.offsetAt(earlier) === wall) return earlier;
    const later = wall - this.offsetAt(wall + DAY_MS);
    return later + this.offsetAt(later) === wall ? later : earlier;
  }

  /** `2018-11-05T14:30:00+01:00`; milliseconds only when there are some. */
  toIso(serial: number): string {
    const instant = this.toInstant(serial);
    const offset = this.offsetAt(instant);
    const wall = new Date(instant + offset).toISOString().replace('.000Z', '').replace('Z', '');
    const minutes = Math.round(Math.abs(offset) / 60_000);
    const two = (value: number) => String(value).padStart(2, '0');
    return `${wall}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  }
}

/** The serial number of a calendar date and time of day, zone-free; undefined when there is no such date. */
export function serialOf(
  year: number,
  month: number,
  day: number,
  hours = 0,
  minutes = 0,
  seconds = 0,
): number | undefined {
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const wall = new Date(0);
  wall.setUTCFullYear(year, month - 1, day);
  if (wall.getUTCMonth() !== month - 1 || wall.getUTCDate() !== day) return undefined;
  return (wall.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000 - DAY_ZERO) / DAY_MS;
}

/** The calendar year of a serial number. */
export function yearOf(serial: number): number {
  return new Date(DAY_ZERO + Math.floor(serial) * DAY_MS).getUTCFullYear();
}
