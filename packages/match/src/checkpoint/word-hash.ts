// Words are read within the length of their array: `as number` spares a test per word.
/**
 * A running hash of 64 bits over 32-bit words, in two lanes. Each step is reversible for a given word, so a single word
 * that was changed always shows.
 */
export class WordHash {
  #a = 0x9e3779b9;
  #b = 0x7f4a7c15;

  /** Takes in one word. */
  add(word: number): void {
    const a = Math.imul(this.#a ^ word, 0x85ebca6b);
    const b = Math.imul(this.#b + word, 0xc2b2ae35);
    this.#a = a ^ (a >>> 15);
    this.#b = b ^ (b >>> 13);
  }

  /** Takes in the values of an array and how many they are. */
  addAll(values: Uint8Array | Uint16Array | Uint32Array): void {
    let [a, b] = [this.#a, this.#b];
    for (let at = 0; at < values.length; at++) {
      const word = values[at] as number;
      a = Math.imul(a ^ word, 0x85ebca6b);
      a ^= a >>> 15;
      b = Math.imul(b + word, 0xc2b2ae35);
      b ^= b >>> 13;
    }
    [this.#a, this.#b] = [a, b];
    this.add(values.length);
  }

  /** Takes in the code units of a text. */
  addText(text: string): void {
    for (let at = 0; at < text.length; at++) this.add(text.charCodeAt(at));
    this.add(text.length);
  }

  /** Both lanes, as 16 hexadecimal digits. */
  digest(): string {
    return [this.#a, this.#b].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
