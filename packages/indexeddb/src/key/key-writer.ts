const encoder = new TextEncoder();
const SIGN_BIT = 0x8000_0000;
const WORD = 0x1_0000_0000;

/** Bytes of a key that IndexedDB takes as it is: compared byte by byte, shorter first. */
export type KeyBytes = Uint8Array<ArrayBuffer>;

/** Builds keys in one reused buffer; `take` copies out what was written and starts anew. */
export class KeyWriter {
  #bytes = new Uint8Array(512);
  #length = 0;

  writeByte(byte: number): this {
    this.#reserve(1);
    this.#bytes[this.#length++] = byte;
    return this;
  }

  writeBytes(bytes: Uint8Array): this {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** UTF-8, whose byte order is code-point order; not terminated. */
  writeText(text: string): this {
    this.#reserve(text.length * 3);
    const start = this.#length;
    // Most keys are short and ASCII, where a loop is several times faster than a call to the encoder.
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit > 0x7f) {
        this.#length = start + encoder.encodeInto(text, this.#bytes.subarray(start)).written;
        return this;
      }
      this.#bytes[start + at] = unit;
    }
    this.#length = start + text.length;
    return this;
  }

  /** Eight bytes, big-endian with the sign bit flipped, so that negative numbers come first. `value` is a safe integer. */
  writeSafeInteger(value: number): this {
    const high = Math.floor(value / WORD);
    return this.#writeWord(high + SIGN_BIT).#writeWord(value - high * WORD);
  }

  /** As {@link writeSafeInteger}, for any 64-bit integer. */
  writeInteger(value: bigint): this {
    const unsigned = BigInt.asUintN(64, value);
    return this.#writeWord((Number(unsigned >> 32n) ^ SIGN_BIT) >>> 0).#writeWord(Number(unsigned & 0xffff_ffffn));
  }

  take(): KeyBytes {
    const key = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return key;
  }

  #writeWord(word: number): this {
    this.#reserve(4);
    const bytes = this.#bytes;
    bytes[this.#length++] = word >>> 24;
    bytes[this.#length++] = word >>> 16;
    bytes[this.#length++] = word >>> 8;
    bytes[this.#length++] = word;
    return this;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
