import { InvalidSourceError } from '../errors/invalid-source-error.js';

/** What a text file may come as: the text itself, its bytes, or texts and bytes in pieces. */
export type CsvInput = string | Uint8Array | AsyncIterable<string | Uint8Array>;

const PIECE = 65_536;

/**
 * Gives the text of a file in pieces, whatever it comes in.
 *
 * @throws {@link InvalidSourceError} `INVALID_SOURCE` for an unknown encoding, or bytes that are not of it
 */
export async function* decodeText(input: CsvInput, encoding: string, source: string): AsyncGenerator<string> {
  if (typeof input === 'string') {
    yield* cut(input, (from, to) => input.slice(from, to));
    return;
  }
  const decoder = createDecoder(encoding, source);
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (error) {
      throw new InvalidSourceError(source, `its bytes are not ${encoding}; say its encoding, such as gb18030 or big5`, {
        cause: error,
      });
    }
  };
  const pieces = input instanceof Uint8Array ? cut(input, (from, to) => input.subarray(from, to)) : input;
  for await (const piece of pieces) {
    const text = typeof piece === 'string' ? piece : decode(piece);
    if (text !== '') yield text;
  }
  const rest = decode();
  if (rest !== '') yield rest;
}

/** Whole files come in pieces too, so that no more than some rows of them are held at a time. */
function* cut<T>(whole: { readonly length: number }, slice: (from: number, to: number) => T): Generator<T> {
  for (let from = 0; from < whole.length; from += PIECE) yield slice(from, from + PIECE);
}

function createDecoder(encoding: string, source: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (error) {
    throw new InvalidSourceError(source, `there is no encoding ${encoding}`, { cause: error });
  }
}
