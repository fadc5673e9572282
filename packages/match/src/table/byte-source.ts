/** Bytes in any portions, or a whole text. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array> | Uint8Array | string;

const CHUNK_BYTES = 1 << 20;

/**
 * Gives the bytes of a source portion by portion, as UTF-8: a source that begins with the byte order mark of UTF-16 is
 * converted.
 */
export async function* readChunks(source: ByteSource): AsyncGenerator<Uint8Array> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let head: Uint8Array | null = new Uint8Array(0);
  const encoder = new TextEncoder();
  for await (const given of portions(source)) {
    let chunk = given;
    if (head !== null) {
      // A byte order mark may arrive in two portions.
      if (head.length > 0) chunk = join(head, chunk);
      if (chunk.length < 2) {
        head = chunk;
        continue;
      }
      head = null;
      const encoding = utf16Encoding(chunk);
      if (encoding !== null) decoder = new TextDecoder(encoding);
    }
    yield decoder === null ? chunk : encoder.encode(decoder.decode(chunk, { stream: true }));
  }
  if (head !== null && head.length > 0) yield head;
  if (decoder !== null) yield encoder.encode(decoder.decode());
}

async function* portions(source: ByteSource): AsyncGenerator<Uint8Array> {
  if (typeof source === 'string') {
    const encoder = new TextEncoder();
    for (let at = 0; at < source.length; ) {
      let end = Math.min(at + CHUNK_BYTES, source.length);
      // The two halves of a character stay together.
      if (end < source.length && (source.charCodeAt(end - 1) & 0xfc00) === 0xd800) end++;
      yield encoder.encode(source.slice(at, end));
      at = end;
    }
  } else if (source instanceof Uint8Array) yield* slices(source);
  else for await (const chunk of source) yield* slices(chunk);
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

function utf16Encoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

function join(head: Uint8Array, rest: Uint8Array): Uint8Array {
  const joined = new Uint8Array(head.length + rest.length);
  joined.set(head);
  joined.set(rest, head.length);
  return joined;
}
