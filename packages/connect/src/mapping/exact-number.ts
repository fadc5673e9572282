import { divideRounded } from '@crmkit/core';

/** A number without any binary rounding: `units` × 10^−`scale`. */
export interface ExactNumber {
  readonly units: bigint;
  readonly scale: number;
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
const LONGEST = 80;
const MOST_SCALE = 60;

/** Reads a decimal text, also with an exponent, as databases and JSON write them; null when it is none. */
export function parseExact(text: string): ExactNumber | null {
  const match = text.length <= LONGEST ? NUMBER.exec(text) : null;
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent] = match;
  if (whole === '' && fraction === '') return null;
  const magnitude = BigInt(whole + fraction);
  const units = sign === '-' ? -magnitude : magnitude;
  const scale = fraction.length - Number(exponent ?? 0);
  if (Math.abs(scale) > MOST_SCALE) return null;
  return scale < 0 ? { units: units * power(-scale), scale: 0 } : { units, scale };
}

/** Adds numbers of any scale. */
export function addExact(a: ExactNumber, b: ExactNumber): ExactNumber {
  const scale = Math.max(a.scale, b.scale);
  return { units: widen(a, scale) + widen(b, scale), scale };
}

/** Subtracts `b` from `a`. */
export function subtractExact(a: ExactNumber, b: ExactNumber): ExactNumber {
  return addExact(a, { units: -b.units, scale: b.scale });
}

/** Multiplies numbers of any scale; the scales add up. */
export function multiplyExact(a: ExactNumber, b: ExactNumber): ExactNumber {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** Brings a number to a scale, rounded half away from zero. */
export function roundExact(value: ExactNumber, scale: number): ExactNumber {
  if (value.scale <= scale) return { units: widen(value, scale), scale };
  return { units: divideRounded(value.units, power(value.scale - scale)), scale };
}

/** Brings a number to a scale without changing its value; null when it has more digits than that. */
export function fitExact(value: ExactNumber, scale: number): ExactNumber | null {
  if (value.scale <= scale) return { units: widen(value, scale), scale };
  const divisor = power(value.scale - scale);
  return value.units % divisor === 0n ? { units: value.units / divisor, scale } : null;
}

/** Writes a number with all the digits of its scale. */
export function formatExact({ units, scale }: ExactNumber): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${negative ? '-' : ''}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ''}`;
}

function widen(value: ExactNumber, scale: number): bigint {
  return value.scale === scale ? value.units : value.units * power(scale - value.scale);
}

const powers: bigint[] = Array.from({ length: MOST_SCALE + 1 }, (_, index) => 10n ** BigInt(index));

function power(exponent: number): bigint {
  return powers[exponent] ?? 10n ** BigInt(exponent);
}
