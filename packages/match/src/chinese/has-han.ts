/**
 * Tells whether a text bears Chinese characters, without a regular expression, because every value of every column is
 * asked once.
 *
 * Ideographs of the basic block, of extension A, of the compatibility block and of the supplementary planes count, as do
 * the signs 〇 and 々.
 *
 * @example
 * hasHan('台泥 TCC'); // true
 */
export function hasHan(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x2e80 && isHanCode(code)) return true;
  }
  return false;
}

/** Tells whether a UTF-16 code unit is (half of) a Chinese character. */
export function isHanCode(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    // High surrogates of planes 2 and 3, which hold nothing but ideographs.
    (code >= 0xd840 && code <= 0xd8bf) ||
    code === 0x3007 ||
    code === 0x3005
  );
}
