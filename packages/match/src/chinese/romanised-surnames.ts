/** Surnames as Hong Kong, Macau and overseas families write them → pinyin of the same surname. Only spellings that Mandarin systems do not use, or use for another surname that is much rarer. */
const SPELLINGS =
  'chan:chen wong:huang cheung:zhang ng:wu lam:lin lau:liu leung:liang kwok:guo yeung:yang chow:zhou choi:cai tsoi:cai yip:ye ip:ye ' +
  'tsang:zeng cheng:zheng tse:xie tam:tan poon:pan pun:pan kwan:guan kwong:kuang mak:mai fung:feng hui:xu lui:lv law:luo lo:luo ' +
  'chu:zhu chui:xu yuen:yuan yau:qiu siu:xiao sit:xue so:su tong:tang yiu:yao szeto:situ auyeung:ouyang auyong:ouyang ' +
  'chung:zhong tang:deng fan:fan fok:huo kam:gan ko:gao kong:jiang lai:li lee:li li:li lok:luo lung:long ma:ma mok:mo mui:mei ' +
  'ngai:wei shum:shen sham:cen shek:shi sin:xian suen:sun sze:shi tai:dai tin:tian to:du tung:dong wan:wen wu:hu yam:ren yan:ren ' +
  'yim:yan yu:yu yue:yu chau:zhou cheuk:zhuo chiu:zhao chin:qian hung:hong kan:jian kiang:jiang koo:gu ku:gu kuok:guo lao:liu ' +
  'lim:lin tan:chen teo:zhang goh:wu ong:wang koh:xu chua:cai sim:shen yeo:yang heng:wang tay:zheng teh:zheng khoo:qiu';

const SURNAMES: ReadonlyMap<string, string> = new Map(
  SPELLINGS.split(' ').map((pair) => pair.split(':') as [string, string]),
);

/** Spellings that are also a usual Mandarin spelling of a common surname; that reading stays. */
const MANDARIN = new Set([
  'cheng',
  'lee',
  'li',
  'ma',
  'fan',
  'chu',
  'tang',
  'tai',
  'chung',
  'lai',
  'wu',
  'yu',
  'hung',
  'lo',
  'chin',
  'ku',
  'tung',
  'lao',
  'tan',
  'ko',
  'kan',
  'to',
  'wan',
  'yan',
  'kong',
  'hui',
  'sin',
  'chui',
]);

/**
 * Pinyin of a surname spelled by its Cantonese (or Southern Min) sound; undefined when the spelling is not one of those
 * or more often means a Mandarin surname.
 *
 * @example
 * readSurname('cheung'); // 'zhang'
 */
export function readSurname(spelling: string): string | undefined {
  return MANDARIN.has(spelling) ? undefined : SURNAMES.get(spelling);
}

/**
 * Pinyin of every surname that a spelling may mean: as Mandarin is romanised and as Hong Kong and overseas families write.
 *
 * @example
 * listSurnameReadings('chung'); // ['chung', 'zhong']
 */
export function listSurnameReadings(spelling: string): readonly string[] {
  const southern = SURNAMES.get(spelling);
  if (southern === undefined || southern === spelling) return [spelling];
  return MANDARIN.has(spelling) ? [spelling, southern] : [southern];
}

/** The spellings that are not, or not only, Mandarin ones, each with the pinyin of its surname. */
export function southernSurnames(): ReadonlyMap<string, string> {
  return SURNAMES;
}
