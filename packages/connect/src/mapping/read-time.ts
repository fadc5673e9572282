import { createZoneClock } from './zone-clock.js';

/** A wall-clock reading: milliseconds as if the wall stood in UTC, and the offset from UTC where the text gave one. */
interface WallTime {
  readonly wallMs: number;
  readonly offsetMs: number | null;
}

type ReadWall = (text: string) => WallTime | null;

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|[+-]\d{2}(?::?\d{2}){0,2})?$/;
const TOKENS = /yyyy|MM|dd|HH|mm|ss|SSS/g;

/** Prepares reading dates of a format; the function gives `yyyy-mm-dd`, or null for a text that is no such date. */
export function createDateReader(format: string): (text: string) => string | null {
  const read = createWallReader(format);
  return (text) => {
    const wall = read(text);
    return wall === null ? null : new Date(wall.wallMs).toISOString().slice(0, 10);
  };
}

/** Prepares reading instants of a format; the function gives ISO 8601 in UTC, or null when text or zone do not say which instant. */
export function createInstantReader(format: string, zone: string | null): (text: string) => string | null {
  const read = createWallReader(format);
  const clock = zone === null ? null : createZoneClock(zone);
  return (text) => {
    const wall = read(text);
    if (wall === null) return null;
    const { wallMs, offsetMs } = wall;
    if (offsetMs !== null) return new Date(wallMs - offsetMs).toISOString();
    return clock === null ? null : new Date(clock(wallMs)).toISOString();
  };
}

/** Tells what is wrong with a format, or null when it can be used. */
export function findFormatProblem(format: string): string | null {
  if (format === 'iso') return null;
  const tokens: readonly string[] = format.match(TOKENS) ?? [];
  for (const needed of ['yyyy', 'MM', 'dd']) {
    if (!tokens.includes(needed))
      return `the format has no ${needed}; known are iso and patterns of yyyy MM dd HH mm ss SSS`;
  }
  if (new Set(tokens).size < tokens.length) return 'the format names a part twice';
  return null;
}

function createWallReader(format: string): ReadWall {
  return format === 'iso' ? readIso : createPatternReader(format);
}

function readIso(text: string): WallTime | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  return buildWall([year, month, day, hour, minute, second], fraction, zone === undefined ? null : readOffset(zone));
}

function createPatternReader(format: string): ReadWall {
  const places: string[] = [];
  const source = format
    .split(/(yyyy|MM|dd|HH|mm|ss|SSS)/)
    .map((piece) => {
      if (!/^(?:yyyy|MM|dd|HH|mm|ss|SSS)$/.test(piece)) return piece.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
      places.push(piece);
      // One digit is taken too: 1/7/2024 is common where 01/07/2024 is the declared form.
      return piece === 'yyyy' ? '(\\d{4})' : piece === 'SSS' ? '(\\d{1,3})' : '(\\d{1,2})';
    })
    .join('');
  const pattern = new RegExp(`^${source}$`, 'u');
  return (text) => {
    const match = pattern.exec(text);
    if (match === null) return null;
    const part = (name: string): string | undefined => {
      const place = places.indexOf(name);
      return place < 0 ? undefined : match[place + 1];
    };
    return buildWall([part('yyyy'), part('MM'), part('dd'), part('HH'), part('mm'), part('ss')], part('SSS'), null);
  };
}

type WallParts = readonly (string | undefined)[];

function buildWall(
  [year = '', month = '', day = '', hour = '0', minute = '0', second = '0']: WallParts,
  fraction = '0',
  offsetMs: number | null,
): WallTime | null {
  const [dayOfMonth, hours, minutes, seconds] = [Number(day), Number(hour), Number(minute), Number(second)];
  if (hours > 23 || minutes > 59 || seconds > 59 || year === '0000') return null;
  // Set by parts: Date.UTC would read the years 1 to 99 as 1901 to 1999. A day that the month does not have rolls over.
  const dayMs = new Date(0).setUTCFullYear(Number(year), Number(month) - 1, dayOfMonth);
  const built = new Date(dayMs);
  if (built.getUTCDate() !== dayOfMonth || built.getUTCMonth() !== Number(month) - 1) return null;
  const timeMs = ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  return { wallMs: dayMs + timeMs, offsetMs };
}

function readOffset(text: string): number {
  if (text === 'Z') return 0;
  const digits = text.slice(1).replaceAll(':', '').padEnd(6, '0');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4, 6));
  return (text.startsWith('-') ? -seconds : seconds) * 1000;
}
