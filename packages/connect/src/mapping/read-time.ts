import { EARLIEST_INSTANT, formatInstant, isDate, LATEST_INSTANT } from '@crmkit/core';
import { createZoneClock } from './zone-clock.js';

/** A wall-clock reading: milliseconds as if the wall stood in UTC, and the offset from UTC where the text gave one. */
interface WallTime {
  readonly wallMs: number;
  readonly offsetMs: number | null;
}

type ReadWall = (text: string) => WallTime | null;

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|[+-]\d{2}(?::?\d{2}){0,2})?$/;
const CYCLE_MS = 146_097 * 86_400_000;
const TOKENS = /yyyy|MM|dd|HH|mm|ss|SSS/g;

/** Prepares reading dates of a format; the function gives `yyyy-mm-dd`, or null for a text that is no such date. */
export function createDateReader(format: string): (text: string) => string | null {
  const read = createWallReader(format);
  return (text) => {
    const wall = read(text);
    return wall === null ? null : formatInstant(wall.wallMs).slice(0, 10);
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
    if (offsetMs !== null) return writeInstant(wallMs - offsetMs);
    return clock === null ? null : writeInstant(clock(wallMs));
  };
}

/** At the ends of the years 1 and 9999 an offset can lead out of them. */
function writeInstant(ms: number): string | null {
  return ms < EARLIEST_INSTANT || ms > LATEST_INSTANT ? null : formatInstant(ms);
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
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  if (!isDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)) return null;
  // One cycle of 400 years on, because Date.UTC takes the years 0 to 99 for 1900 to 1999.
  const dayMs = Date.UTC(Number(year) + 400, Number(month) - 1, Number(day)) - CYCLE_MS;
  const milliseconds = fraction === '0' ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
  const timeMs = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  return { wallMs: dayMs + timeMs, offsetMs };
}

function readOffset(text: string): number {
  if (text === 'Z' || text === '+00') return 0;
  const digits = text.slice(1).replaceAll(':', '').padEnd(6, '0');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4, 6));
  return (text.startsWith('-') ? -seconds : seconds) * 1000;
}
