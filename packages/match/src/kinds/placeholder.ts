const everywhere = new Set(
  (
    'n a,none,null,nil,unknown,undefined,not available,not applicable,not known,not given,not provided,not specified,' +
    'unspecified,unnamed,no name,noname,no data,missing,blank,empty,anonymous,tbd,tba,to be confirmed,nn,n n,no value,' +
    'no answer,unbekannt,keine angabe,inconnu,desconocido,sin datos,sconosciuto,onbekend,' +
    '不詳,不详,未知,不明,無,无,暂无,暫無,未填,未提供'
  ).split(','),
);
const outsideNames = new Set(['na', 'nan', 'nope', 'test', 'dummy', 'asdf', 'qwerty']);

/** First codes of the list above, so that most texts leave after one look. */
const firstCodes = new Set([...everywhere, ...outsideNames].map((text) => text.charCodeAt(0)));
const LONGEST = 16;

function isRunOfX(folded: string): boolean {
  for (let index = 0; index < folded.length; index += 1) if (folded.charCodeAt(index) !== 120) return false;
  return folded.length > 1;
}

/**
 * Tells whether folded words only stand in for a missing value (`n/a`, `unknown`, `xxx`).
 *
 * @param folded - an answer of `foldWords`
 * @param isName - names of persons: `na` and `nan` are values there
 */
export function isPlaceholder(folded: string, isName = false): boolean {
  if (folded.length > LONGEST || !firstCodes.has(folded.charCodeAt(0))) return false;
  return everywhere.has(folded) || isRunOfX(folded) || (!isName && outsideNames.has(folded));
}
