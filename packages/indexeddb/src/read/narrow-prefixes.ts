import { InvalidValueError } from '@crmkit/core';
import { writeCurrencyPrefix, writeFirstValue, writeTextPrefix, writeValue } from '../key/encode-key.js';
import type { IndexColumn } from '../key/index-definition.js';
import { afterPrefix, type KeySpan, spanOf } from '../key/key-range.js';
import { type KeyBytes, KeyWriter } from '../key/key-writer.js';
import { type Condition, findPrefix } from './conditions.js';

/** Cuts each prefix down to what the conditions on its next column allow; null when there is none. */
export function narrowPrefixes(
  prefixes: readonly KeyBytes[],
  column: IndexColumn,
  conditions: readonly Condition[],
): readonly KeySpan[] | null {
  const path = column.path.join('.');
  const text = findPrefix(conditions, path, false);
  const ranges = conditions.flatMap((condition) =>
    condition.type === 'range' && condition.path === path ? [condition] : [],
  );
  if (text === null && ranges.length === 0) return null;
  const spans: KeySpan[] = [];
  for (const prefix of prefixes) {
    if (text !== null) spans.push(...extendPrefix(prefix, (writer) => writeTextPrefix(writer, text)).map(spanOf));
    else {
      const span = rangeSpan(prefix, column, ranges);
      if (span === null) return null;
      spans.push(span);
    }
  }
  return spans;
}

function rangeSpan(
  prefix: KeyBytes,
  column: IndexColumn,
  ranges: readonly Extract<Condition, { type: 'range' }>[],
): KeySpan | null {
  // One of several conditions on the same end is enough: the others are evaluated.
  const low = ranges.find((range) => range.low !== undefined)?.low;
  const high = ranges.find((range) => range.high !== undefined)?.high;
  // Amounts compare within one currency only, so a single end keeps to its currency too.
  const currency = column.type.type === 'money' ? currencyOf(low?.value ?? high?.value) : null;
  const whole = extendPrefix(prefix, (writer) =>
    currency === null ? writeFirstValue(writer) : writeCurrencyPrefix(writer, currency),
  )[0];
  if (whole === undefined) return null;
  const lowKeys = low && extendPrefix(prefix, (writer) => writeValue(writer, column.type, low.value));
  const highKeys = high && extendPrefix(prefix, (writer) => writeValue(writer, column.type, high.value));
  const lowKey = lowKeys?.[0];
  const highKey = highKeys?.[0];
  if ((low && !lowKey) || (high && !highKey)) return null;
  return {
    from: lowKey === undefined ? whole : low?.included ? lowKey : afterPrefix(lowKey),
    until:
      highKey === undefined
        ? afterPrefix(currency === null ? prefix : whole)
        : high?.included
          ? afterPrefix(highKey)
          : highKey,
  };
}

function currencyOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'currency' in value ? String(value.currency) : null;
}

/** A prefix and something written behind it; nothing when the value makes no key. */
export function extendPrefix(prefix: KeyBytes, write: (writer: KeyWriter) => void): readonly KeyBytes[] {
  const writer = new KeyWriter().writeBytes(prefix);
  try {
    write(writer);
  } catch (error) {
    if (error instanceof InvalidValueError) return [];
    throw error;
  }
  return [writer.take()];
}
