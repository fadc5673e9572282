/**
 * Words at the end of an organization's name which say its legal form and not who it is; simplified, longest first.
 */
export const LEGAL_FORMS: readonly string[] = (
  '股份有限公司 有限责任公司 股份责任公司 无限责任公司 控股有限公司 有限合伙企业 普通合伙企业 个人独资企业 集团有限公司 企业集团 股份公司 (股)有限公司 (股)公司 ' +
  '(有)公司 (股份)公司 两合公司 无限公司 有限公司 分公司 子公司 总公司 总社 公司 (股) (有) (有限合伙) (普通合伙) (特殊普通合伙) 有限合伙 企业社 企业行 实业社 实业行 ' +
  '工程行 工作室 办事处 代表处 联络处 商行 商号 商店 商社 集团 株式会社 合资会社 合同会社 有限会社 营业部 经营部 营业所 个体工商户 分社 分行 支行 分店'
)
  .split(' ')
  .sort((a, b) => b.length - a.length);

/** Legal forms of a parent before the name of its branch (某某股份有限公司台灣分公司). */
export const INNER_FORMS = /(?:股份有限公司|有限责任公司|有限公司)(?=.)/g;

/** Forms that are only dropped from longer names: a name that is nothing more (大眾, 集團) keeps them. */
export const SHORTEST_CORE = 2;

/** Words before the name which say where the company is registered or that it is a foundation; simplified. */
export const LEGAL_PREFIXES =
  /^(?:(?:英属|美属|荷属)?[\u4e00-\u9fff]{1,7}(?:群岛|岛)商|(?:香港|澳门|新加坡|马来西亚|大陆|英属维京|英国|美国|德国|法国|荷兰|瑞士|瑞典|丹麦|韩国|日本|泰国|越南|澳洲|加拿大|意大利|义大利|卢森堡|爱尔兰|萨摩亚|塞席尔|安圭拉|百慕达|模里西斯|贝里斯)商|[美日英法德韩荷港瑞澳加义]商|株式会社|有限会社|财团法人|社团法人|医疗财团法人|医疗社团法人)/;

/**
 * Marks which exchanges add to short names: companies registered abroad (F-, -KY), receipts (-DR), innovation board (-創),
 * another face value (*), special treatment (ST, *ST), weighted votes and kin (-W, -SW, -B, -R).
 */
export const LISTING_MARKS =
  /^(?:f-|\*?st(?=[\u4e00-\u9fff])|[nc](?=[\u4e00-\u9fff]))|(?:-(?:ky创?|dr|创|w|s|sw|b|r|u|甲特|乙特|丙特)|[*＊△])$/;

/** Words of trade so common in names of companies that two names sharing one are not candidates for that; simplified. */
export const TRADE_WORDS: ReadonlySet<string> = new Set(
  (
    '科技 电子 工业 国际 控股 投资 企业 实业 股份 有限 公司 精密 生物 光电 建设 开发 材料 半导体 资讯 信息 技术 网络 软体 软件 贸易 商贸 ' +
    '食品 化学 化工 纺织 纤维 机械 电机 电器 金属 钢铁 塑胶 塑料 医疗 医药 药业 制药 生技 能源 环保 工程 营造 建筑 建材 房地 地产 物业 ' +
    '金融 银行 证券 保险 租赁 管理 服务 顾问 咨询 文化 传播 传媒 教育 物流 运输 航运 汽车 机电 设备 仪器 自动 动化 通信 通讯 电信 电力 ' +
    '电脑 计算 系统 整合 设计 制造 产业 事业 农业 餐饮 饮料 旅游 酒店 饭店 百货 零售 台湾 中国 中华 亚洲 全球 世界 集团 发展 责任 任公'
  ).split(' '),
);
