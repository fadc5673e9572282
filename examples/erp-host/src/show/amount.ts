/** Writes a decimal text with thousands separated: `1265793.04` as `1,265,793.04`. */
export function showAmount(amount: string): string {
  const [whole = '', fraction] = amount.split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
}

/** Rounds a decimal text to two digits, half away from zero, as the named total of exact amounts. */
export function roundToCents(amount: string): string {
  const negative = amount.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? amount.slice(1) : amount).split('.');
  const digits = BigInt(whole + fraction.slice(0, 2).padEnd(2, '0')) + (Number(fraction[2] ?? '0') >= 5 ? 1n : 0n);
  const text = digits.toString().padStart(3, '0');
  return `${negative && digits > 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
}
