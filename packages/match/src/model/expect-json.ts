import { InvalidModelError } from '@crmkit/core';

/** A plain object of JSON. */
export type JsonObject = { readonly [key: string]: unknown };

/** @throws InvalidModelError `INVALID_MODEL` always */
export function fail(path: string, problem: string): never {
  throw new InvalidModelError(path, problem);
}

/** The value as an object. */
export function expectObject(value: unknown, path: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(path, 'it is no object');
  return value as JsonObject;
}

/** The value as a list. */
export function expectArray(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(path, 'it is no list');
  return value as readonly unknown[];
}

/** The value as a text that is not empty. */
export function expectText(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '') fail(path, 'it is no text');
  return value as string;
}

/** The value as true or false. */
export function expectBoolean(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') fail(path, 'it is neither true nor false');
  return value as boolean;
}

/** The value as a finite number within bounds. */
export function expectNumber(value: unknown, path: string, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) fail(path, 'it is no number');
  if ((value as number) < least || (value as number) > most) fail(path, `it is not between ${least} and ${most}`);
  return value as number;
}
