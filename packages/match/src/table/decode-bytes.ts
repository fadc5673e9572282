// Hot loops index typed arrays within their bounds: `as number` spares a test per code unit.

/** What Windows-1252 has from 0x80 to 0x9f; the five unused ones stand for themselves. */
const WINDOWS_1252 = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
];

/**
 * Decodes UTF-8 into UTF-16 code units.
 *
 * @param units - receives the code units from index `first`; `end - start` more have to fit
 * @returns how many code units were written, -1 when the bytes are not UTF-8
 * @see RFC 3629
 */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number, units: Uint16Array, first: number): number {
  let length = first;
  let at = start;
  while (at < end) {
    const lead = bytes[at++] as number;
    if (lead < 0x80) {
      units[length++] = lead;
      continue;
    }
    const extra = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
    if (extra === 0 || at + extra > end) return -1;
    let point = lead & (0x3f >> extra);
    for (const last = at + extra; at < last; at++) {
      const byte = bytes[at] as number;
      if ((byte & 0xc0) !== 0x80) return -1;
      point = (point << 6) | (byte & 0x3f);
    }
    if (extra === 2 && (point < 0x800 || (point >= 0xd800 && point < 0xe000))) return -1;
    if (extra === 3) {
      if (point < 0x10000 || point > 0x10ffff) return -1;
      units[length++] = 0xd800 + ((point - 0x10000) >> 10);
      units[length++] = 0xdc00 + (point & 0x3ff);
    } else units[length++] = point;
  }
  return length - first;
}

/** Decodes Windows-1252 into UTF-16 code units; every sequence of bytes is valid. Returns how many were written. */
export function decodeWindows1252(
  bytes: Uint8Array,
  start: number,
  end: number,
  units: Uint16Array,
  first: number,
): number {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    units[first + at - start] = byte >= 0x80 && byte < 0xa0 ? (WINDOWS_1252[byte - 0x80] as number) : byte;
  }
  return end - start;
}

/** True for what `String.prototype.trim` takes away. */
export function isBlank(unit: number): boolean {
  if (unit <= 32) return unit === 32 || (unit >= 9 && unit <= 13);
  if (unit < 160) return false;
  return (
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000 ||
    unit === 0xfeff
  );
}
