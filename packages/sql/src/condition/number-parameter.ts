import { fitsInt64 } from '@crmkit/core';
import type { Rendering } from './scope.js';

/** Adds an exact integer as a parameter, as wide as it needs. */
export function numberParameter({ dialect, parameters }: Rendering, value: bigint): string {
  return dialect.parameter(parameters.add(value.toString()), fitsInt64(value) ? 'bigint' : 'numeric');
}
