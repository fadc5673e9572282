/** What the large tables of characters and readings answer, once they are loaded. */
export interface HanTools {
  /** Simplified counterpart of one traditional or regional character; the character itself when it has none. */
  readonly simplify: (character: string) => string;
  /** Syllables without tones of a simplified text, one per character; ü is written `v`. */
  readonly syllables: (text: string, options: { readonly name: boolean }) => readonly string[];
}

let loaded: HanTools | undefined;
let loading: Promise<HanTools> | undefined;

/**
 * Loads the tables of character variants and readings; they are large, so nothing else in this folder imports them.
 * Call it once before any other function for Han text; later calls return the same tools.
 *
 * @example
 * await loadHan();
 * foldHan('臺灣水泥'); // '台湾水泥'
 */
export function loadHan(): Promise<HanTools> {
  loading ??= importTools().then((tools) => {
    loaded = tools;
    return tools;
  });
  return loading;
}

/** Tells whether {@link loadHan} has finished, so that {@link hanTools} will not throw. */
export function isHanLoaded(): boolean {
  return loaded !== undefined;
}

/**
 * The tools that {@link loadHan} loaded.
 *
 * @throws Error when `loadHan()` has not finished: a fault of the engine, not of the data
 */
export function hanTools(): HanTools {
  if (loaded === undefined) {
    throw new Error('The tables for Chinese characters are not loaded. Await loadHan() before folding or romanising.');
  }
  return loaded;
}

async function importTools(): Promise<HanTools> {
  const [{ Converter }, { pinyin }] = await Promise.all([import('opencc-js/t2cn'), import('pinyin-pro')]);
  const fromTaiwan = Converter({ from: 'tw', to: 'cn' });
  const fromHongKong = Converter({ from: 'hk', to: 'cn' });
  return {
    simplify: (character) => {
      const simplified = fromTaiwan(character);
      return simplified === character ? fromHongKong(character) : simplified;
    },
    syllables: (text, { name }) =>
      pinyin(text, { toneType: 'none', type: 'array', v: true, ...(name ? { surname: 'head' as const } : {}) }),
  };
}
