/** Surnames of two characters, simplified, which are still borne. */
export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  (
    '欧阳 司马 诸葛 上官 司徒 东方 独孤 南宫 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 闻人 淳于 单于 太史 申屠 钟离 濮阳 澹台 公冶 宗政 ' +
    '司空 司寇 西门 东郭 南郭 百里 呼延 端木 赫连 完颜 纳兰 叶赫 爱新 第五 梁丘 左丘 东门 南门 谷梁 公羊 公良 拓跋 夹谷 宰父 壤驷 乐正 漆雕 ' +
    '巫马 颛孙 子车 仲孙 鲜于 闾丘 亓官 即墨 贺兰 万俟 段干 羊舌 微生 令史 费莫 钮祜 张简 范姜 张廖 张陈 江谢 李黄 陈林 姜林 郭李'
  ).split(' '),
);

/** Those which are also a frequent surname followed by a frequent given name: a compound only when a given name still follows. */
export const AMBIGUOUS_COMPOUNDS: ReadonlySet<string> = new Set(
  '张陈 江谢 李黄 陈林 姜林 郭李 万俟 爱新 第五 令史 费莫 微生'.split(' '),
);
