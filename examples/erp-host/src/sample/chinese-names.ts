import type { SeededRandom } from '@crmkit/core/testing';

/** Traditional form, simplified form, Latin spelling. */
type Syllable = readonly [traditional: string, simplified: string, latin: string];

const families: readonly Syllable[] = [
  ['陳', '陈', 'Chen'],
  ['林', '林', 'Lin'],
  ['黃', '黄', 'Huang'],
  ['張', '张', 'Chang'],
  ['李', '李', 'Lee'],
  ['王', '王', 'Wang'],
  ['吳', '吴', 'Wu'],
  ['劉', '刘', 'Liu'],
  ['蔡', '蔡', 'Tsai'],
  ['楊', '杨', 'Yang'],
  ['許', '许', 'Hsu'],
  ['鄭', '郑', 'Cheng'],
  ['謝', '谢', 'Hsieh'],
  ['郭', '郭', 'Kuo'],
  ['洪', '洪', 'Hung'],
  ['邱', '邱', 'Chiu'],
  ['曾', '曾', 'Tseng'],
  ['廖', '廖', 'Liao'],
  ['賴', '赖', 'Lai'],
  ['周', '周', 'Chou'],
  ['葉', '叶', 'Yeh'],
  ['蘇', '苏', 'Su'],
  ['莊', '庄', 'Chuang'],
  ['江', '江', 'Chiang'],
  ['何', '何', 'Ho'],
  ['羅', '罗', 'Lo'],
  ['高', '高', 'Kao'],
  ['蕭', '萧', 'Hsiao'],
  ['潘', '潘', 'Pan'],
  ['歐陽', '欧阳', 'Ouyang'],
];

const givens: readonly Syllable[] = [
  ['志', '志', 'chih'],
  ['明', '明', 'ming'],
  ['雅', '雅', 'ya'],
  ['婷', '婷', 'ting'],
  ['淑', '淑', 'shu'],
  ['芬', '芬', 'fen'],
  ['俊', '俊', 'chun'],
  ['傑', '杰', 'chieh'],
  ['宗', '宗', 'tsung'],
  ['翰', '翰', 'han'],
  ['美', '美', 'mei'],
  ['玲', '玲', 'ling'],
  ['建', '建', 'chien'],
  ['宏', '宏', 'hung'],
  ['怡', '怡', 'yi'],
  ['君', '君', 'chun'],
  ['家', '家', 'chia'],
  ['豪', '豪', 'hao'],
  ['欣', '欣', 'hsin'],
  ['佩', '佩', 'pei'],
  ['珊', '珊', 'shan'],
  ['冠', '冠', 'kuan'],
  ['宇', '宇', 'yu'],
  ['詩', '诗', 'shih'],
  ['涵', '涵', 'han'],
  ['文', '文', 'wen'],
  ['華', '华', 'hua'],
  ['國', '国', 'kuo'],
  ['榮', '荣', 'jung'],
  ['秀', '秀', 'hsiu'],
  ['英', '英', 'ying'],
  ['惠', '惠', 'hui'],
  ['麗', '丽', 'li'],
  ['雲', '云', 'yun'],
  ['偉', '伟', 'wei'],
  ['強', '强', 'chiang'],
  ['承', '承', 'cheng'],
  ['恩', '恩', 'en'],
  ['晴', '晴', 'ching'],
  ['嘉', '嘉', 'chia'],
];

/** A Chinese name in the three forms a customer file holds it in. */
export interface ChineseName {
  readonly family: Syllable;
  readonly given: readonly Syllable[];
}

/** Makes a Chinese name; nine in ten have two characters after the family name. */
export function makeChineseName(random: SeededRandom, family: Syllable = random.pick(families)): ChineseName {
  const first = random.pick(givens);
  return { family, given: random.chance(0.9) ? [first, random.pick(givens)] : [first] };
}

/** The name as written: family name first, in Latin letters `Chen, Yi-chun` or `Yi-chun Chen`. */
export function writeChineseName(
  { family, given }: ChineseName,
  script: 'traditional' | 'simplified' | 'latin',
): { readonly name: string; readonly familyName: string; readonly givenName: string } {
  if (script === 'latin') {
    const joined = given.map(([, , latin]) => latin).join('-');
    const givenName = `${joined.charAt(0).toUpperCase()}${joined.slice(1)}`;
    return { name: `${givenName} ${family[2]}`, familyName: family[2], givenName };
  }
  const index = script === 'traditional' ? 0 : 1;
  const givenName = given.map((syllable) => syllable[index]).join('');
  return { name: family[index] + givenName, familyName: family[index], givenName };
}
