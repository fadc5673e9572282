import { COMPOUND_SURNAMES } from './compound-surnames.js';

/** Usual surnames of one character, in both scripts. */
const USUAL_SURNAMES: ReadonlySet<string> = new Set(
  '王李張张劉刘陳陈楊杨趙赵黃黄周吳吴徐孫孙胡朱高林何郭馬马羅罗梁宋鄭郑謝谢韓韩唐馮冯于董蕭萧肖程曹袁鄧邓許许傅沈曾彭呂吕蘇苏盧卢蔣蒋蔡賈贾丁魏薛葉叶閻阎余潘杜戴夏鍾锺钟汪田任姜范方石姚譚谭廖鄒邹熊金陸陆郝孔白崔康毛邱秦江史顧顾侯邵孟龍龙萬万段雷錢钱湯汤尹黎易常武喬乔賀贺賴赖龔龚文龐庞樊蘭兰殷施陶洪翟安顏颜倪嚴严牛溫温蘆芦季俞章魯鲁葛伍韋韦申尤畢毕聶聂焦向柳邢路岳齊齐梅莊庄辛管祝左涂谷祁時时舒耿牟卜詹關关苗凌費费紀纪靳盛童歐欧甄項项曲游陽阳裴席衛卫查屈鮑鲍位覃霍翁隋植甘景薄單单包司柏寧宁柯阮桂閔闵解強强柴華华車车冉房邊边闕阙連连簡简卓巫邬鄔塗凃古沙練练饒饶趙尚佟池蒲滕冷藍蓝婁娄丘瞿應应宗宣艾褚戚竇窦岑佘糜幸繆缪粘魚商卞官危全邢',
);

/** Usual surnames of two characters whose traditional characters are not the simplified ones. */
const TRADITIONAL_COMPOUNDS: ReadonlySet<string> = new Set(
  '歐陽 諸葛 東方 獨孤 尉遲 公孫 長孫 軒轅 聞人 單于 鍾離 濮陽 澹臺 司馬 東郭 赫連 納蘭 葉赫 張簡 范姜 張廖 鮮于 閭丘 賀蘭 東門 西門 樂正'.split(
    ' ',
  ),
);

/** Tells whether a text begins with a surname of two characters, in either script. */
export function beginsWithCompoundSurname(text: string): boolean {
  const two = text.slice(0, 2);
  return COMPOUND_SURNAMES.has(two) || TRADITIONAL_COMPOUNDS.has(two);
}

/** Tells whether a text begins with a usual surname of one character. */
export function beginsWithSurname(text: string): boolean {
  return USUAL_SURNAMES.has(text.slice(0, 1));
}
