import { beginsWithCompoundSurname, beginsWithSurname } from './usual-surnames.js';

// No table of variants is asked, so that a column can be judged before one is loaded: words stand here in both scripts.
const TRADE =
  /公司|有限|股份|\([股有株]\)|企業|企业|集[團团]|商[行店社號号]|工作室|[務务]所|株式|[会會]社|合[資资]|合作社|財[團团]|[協协][會会]|[學学][會会校院]|基金|[醫医]院|[診诊]所|[藥药][局房]|大[學学]|中[學学]|[國国][小中]|小[學学]|幼[兒儿稚][園园]|[銀银]行|餐[廳厅]|[飯饭]店|酒店|旅[館馆社]|旅行|中心|工[廠厂程業业坊房]|[實实][業业]|科技|[電电][子腦脑信機机器]|[貿贸]易|[國国][際际]|投[資资控]|控股|建[設设材築筑]|食品|餐[飲饮]|生[技醫]|生物|[機机][械電电]|[紡纺][織织]|塑[膠胶]|化[學学]工?|化工|[鋼钢][鐵铁]|五金|印刷|出版|[傳传][媒播]|[廣广]告|文化|教育|物流|[運运][輸输]|[貨货][運运]|保[險险]|[證证]券|[顧顾][問问]|超[市商]|百[貨货]|水泥|水[電电]|汽[車车]|房[屋地]|不[動动][產产]|地[產产]|管理|服[務务]|[設设][計计備备]|[資资][訊讯]|信息|[軟软][體件]|[網网][路絡络]|半[導导][體体]|光[電电]|能源|精密|金[屬属]|裝[潢飾]|美[髮容]|[電电]力|通[訊讯信]|[農农][業业場场]|製[造作藥]|制[造药]|[產产][業业]/;
const COURTESY = /.{1,6}(?:先生|小姐|女士|太太|夫人|老師|老师|教授|[醫医][師师])$/;
const SHOP_END = /.{2}[店社館馆廠厂鋪铺]$/;
const HOUSE_END = /.{3}[行堂會会園园屋院所局部坊組组]$/;
const onlyHan = /^[\p{Script=Han}々〇]+$/u;
/** A name of a person has so many characters at most: a married one with two surnames. */
const LONGEST_PERSON = 4;

/** As `partyOf` answers, for texts with Chinese characters. */
export function hanPartyOf(raw: string): 'person' | 'organization' | undefined {
  const text = raw.normalize('NFKC').replace(/\s+/gu, '');
  if (TRADE.test(text) || SHOP_END.test(text)) return 'organization';
  if (COURTESY.test(text)) return 'person';
  if (!onlyHan.test(text.replace(/[·・‧•]/gu, ''))) return undefined;
  const length = [...text].length;
  if (length > LONGEST_PERSON) {
    return beginsWithSurname(text) && beginsWithSurname(text.slice(1)) ? undefined : 'organization';
  }
  if (HOUSE_END.test(text)) return 'organization';
  if (length >= 3 && beginsWithCompoundSurname(text)) return 'person';
  return length === 3 && beginsWithSurname(text) ? 'person' : undefined;
}

const KOREAN_FIRM = /주식회사|유한회사|\(주\)|㈜|은행|학교|병원|협회|센터|상사|산업|전자|건설|식당|약국/;
const KOREAN_NAME =
  /^[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모][가-힣]{2}$/;

/** As `partyOf` answers, for texts in Hangul. */
export function hangulPartyOf(raw: string): 'person' | 'organization' | undefined {
  const text = raw.normalize('NFC').replace(/\s+/gu, '');
  if (KOREAN_FIRM.test(text)) return 'organization';
  return KOREAN_NAME.test(text) ? 'person' : undefined;
}
