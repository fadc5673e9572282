/**
 * Pairs of a rarer form and the usual simplified one which the tables for traditional characters leave apart: old printing
 * forms, regional and Japanese forms, and look-alikes which people type by mistake (巿 for 市).
 */
const PAIRS =
  '巿市 硏研 靑青 淸清 鄕乡 尙尚 緖绪 姫姬 曁暨 槪概 煕熙 熈熙 犂犁 皐皋 盌碗 緜绵 罸罚 蔴麻 邨村 郞郎 ' +
  '鍳鉴 鐡铁 鉄铁 鑛矿 閙闹 霛灵 韮韭 頴颖 飬养 髙高 鬪斗 鼇鳌 竝并 囘回 坿附 堦阶 壻婿 嬭奶 尅克 岀出 ' +
  '嶋岛 巗岩 帋纸 彊强 慙惭 挿插 攷考 昻昂 晳皙 暎映 朶朵 栢柏 椶棕 毘毗 氷冰 濶阔 珎珍 畧略 疎疏 皷鼓 ' +
  '矙瞰 砲炮 礮炮 稺稚 穅糠 窓窗 窻窗 窰窑 筯箸 籐藤 粇粳 糓谷 繙翻 翄翅 耡锄 肧胚 胷胸 脇胁 艶艳 菓果 ' +
  '萠萌 蔆菱 蕋蕊 蘂蕊 藷薯 虵蛇 蚘蛔 蛍萤 覇霸 觔斤 讃赞 躭耽 逈迥 酧酬 醻酬 鈆铅 阯址 隣邻 隷隶 雝雍 ' +
  '韈袜 頫俯 颿帆 飜翻 驘骡 鵞鹅 鼂晁 亀龟 恵惠 沢泽 辺边 関关 満满 円圆 桜樱 広广 気气 総总 竜龙 斉齐 ' +
  '斎斋 渋涩 図图 実实 戦战 検检 県县 鉱矿 釈释 駅驿 黒黑 徳德 曽曾 穂穗 隠隐 歯齿 豊丰';

/** Rarer form → usual form. */
export const HAN_VARIANTS: ReadonlyMap<string, string> = new Map(
  PAIRS.split(' ').map((pair): [string, string] => [...pair] as [string, string]),
);
