/**
 * Established spellings of places that the rules for syllables do not give, and foreign names of roads which Chinese
 * cities share, with their pinyin.
 */
export const PLACE_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['keelung', 'jilong'],
  ['kelung', 'jilong'],
  ['tamsui', 'danshui'],
  ['tanshui', 'danshui'],
  ['quemoy', 'jinmen'],
  ['kinmen', 'jinmen'],
  ['matsu', 'mazu'],
  ['ilan', 'yilan'],
  ['lukang', 'lugang'],
  ['hongkong', 'xianggang'],
  ['kowloon', 'jiulong'],
  ['macau', 'aomen'],
  ['macao', 'aomen'],
  ['peking', 'beijing'],
  ['nanking', 'nanjing'],
  ['chungking', 'chongqing'],
  ['tientsin', 'tianjin'],
  ['tsingtao', 'qingdao'],
  ['canton', 'guangzhou'],
  ['amoy', 'xiamen'],
  ['swatow', 'shantou'],
  ['foochow', 'fuzhou'],
  ['soochow', 'suzhou'],
  ['hangchow', 'hangzhou'],
  ['tibet', 'xizang'],
  ['roosevelt', 'luosifu'],
  ['macarthur', 'maikeasai'],
  ['yatsen', 'yixian'],
]);

/**
 * English words that stand for parts of Chinese road names, with the pinyin of what they translate; among them the
 * official English names of roads in science parks (創新 Innovation, 研新 Creation, 展業 Prosperity).
 */
export const TRANSLATED_WORDS: ReadonlyMap<string, string> = new Map([
  ['industry', 'gongye'],
  ['industrial', 'gongye'],
  ['technology', 'keji'],
  ['science', 'kexue'],
  ['innovation', 'chuangxin'],
  ['creation', 'yanxin'],
  ['prosperity', 'zhanye'],
  ['park', 'yuanqu'],
  ['central', 'zhong'],
  ['civic', 'shimin'],
  ['civil', 'shimin'],
  ['university', 'daxue'],
  ['airport', 'jichang'],
  ['station', 'zhan'],
  ['freedom', 'ziyou'],
  ['peace', 'heping'],
  ['harbor', 'gang'],
  ['harbour', 'gang'],
  ['ring', 'huan'],
  ['outer', 'wai'],
  ['inner', 'nei'],
  ['middle', 'zhong'],
  ['new', 'xin'],
]);
