import type { KindName } from '../kinds/kind.js';
import type { Outcome } from '../score/class-model.js';

/** Languages in which explanations speak: English and Chinese in traditional characters. */
export type Language = 'en' | 'zh';

/** A word or phrase in every language. */
export type Phrase = { readonly [language in Language]: string };

/** What the value of a kind is called. */
export const KIND_WORDS: { readonly [kind in KindName]: Phrase } = {
  givenName: { en: 'forename', zh: '名字' },
  surname: { en: 'surname', zh: '姓氏' },
  organization: { en: 'company name', zh: '公司名稱' },
  email: { en: 'e-mail address', zh: '電子郵件' },
  phone: { en: 'telephone number', zh: '電話' },
  website: { en: 'web site', zh: '網站' },
  date: { en: 'date', zh: '日期' },
  identifier: { en: 'identifier', zh: '編號' },
  street: { en: 'street', zh: '街道' },
  city: { en: 'city', zh: '城市' },
  region: { en: 'region', zh: '地區' },
  postcode: { en: 'postcode', zh: '郵遞區號' },
  country: { en: 'country', zh: '國家' },
  address: { en: 'address', zh: '地址' },
  text: { en: 'text', zh: '文字' },
  people: { en: 'list of people', zh: '人名清單' },
  number: { en: 'number', zh: '數字' },
  category: { en: 'category', zh: '類別' },
};

/** What two records are to each other. */
export const OUTCOME_WORDS: { readonly [outcome in Outcome]: Phrase } = {
  same: { en: 'the same customer', zh: '同一位客戶' },
  household: { en: 'members of one household', zh: '同一戶的成員' },
  related: { en: 'related or namesakes, but different customers', zh: '有關聯或同名的不同客戶' },
  different: { en: 'different customers', zh: '不同的客戶' },
};

/** What a level of agreement says of a field; `{field}` stands for what the field is called. */
const LEVEL_WORDS: { readonly [level: string]: Phrase } = {
  same: { en: 'same {field}', zh: '{field}相同' },
  different: { en: '{field} differs', zh: '{field}不同' },
  unlike: { en: '{field} is unlike', zh: '{field}不相似' },
  typo: { en: '{field} differs by a slip of the pen', zh: '{field}只差一個筆誤' },
  close: { en: '{field} is nearly the same', zh: '{field}幾乎相同' },
  similar: { en: '{field} is similar', zh: '{field}相似' },
  near: { en: '{field} is off by a little', zh: '{field}略有出入' },
  weak: { en: '{field} has little in common', zh: '{field}只有少許相同' },
  related: { en: '{field} shares telling words', zh: '{field}有共同的關鍵字' },
  overlap: { en: '{field} partly agrees', zh: '{field}部分相同' },
  part: { en: 'one {field} is part of the other', zh: '其中一個{field}是另一個的一部分' },
  partial: { en: '{field} agrees as far as it is known', zh: '{field}在已知的範圍內相同' },
  parts: { en: '{field} agrees in most parts', zh: '{field}大部分相同' },
  nickname: { en: '{field} is another form of the same name', zh: '{field}是同一個名字的別稱' },
  initial: { en: '{field} agrees in its first letter', zh: '{field}的首字母相同' },
  abbreviation: { en: 'one {field} is short for the other', zh: '其中一個{field}是另一個的簡稱' },
  sameParts: { en: '{field} is the same, written otherwise', zh: '{field}相同，寫法不同' },
  swapped: { en: '{field} has day and month swapped', zh: '{field}的日與月對調' },
  sameUser: { en: '{field} has the same name before the @', zh: '{field}在 @ 之前相同' },
  sameDomain: { en: '{field} is under the same domain', zh: '{field}屬於同一網域' },
  sameStreet: { en: '{field} is the same at another number', zh: '{field}相同，門牌不同' },
  role: { en: '{field} is the same mailbox of an office', zh: '{field}是同一個公務信箱' },
  sameCity: { en: '{field} is in the same city', zh: '{field}在同一座城市' },
  area: { en: '{field} is in the same area', zh: '{field}在同一區' },
  suffix: { en: '{field} ends alike', zh: '{field}末尾相同' },
  one: { en: '{field} has one person in common', zh: '{field}有一人相同' },
};

/** What a level says of a field of this kind, under the field's own name where it tells more than the kind. */
export function describeLevel(level: string, kind: KindName, field: string, language: Language): string {
  const pattern = LEVEL_WORDS[level]?.[language] ?? `{field}: ${level}`;
  return pattern.replace('{field}', () => nameField(kind, field, language));
}

/** Kinds that many fields can have, so that the field's own name has to tell which one is meant. */
const BROAD: ReadonlySet<KindName> = new Set(['date', 'identifier', 'text', 'number', 'category', 'people']);

/** What a field is called in a sentence. */
export function nameField(kind: KindName, field: string, language: Language): string {
  const word = KIND_WORDS[kind][language];
  const own = field.replaceAll(/[_.]+/g, ' ');
  if (!BROAD.has(kind) || own.toLowerCase() === word) return word;
  return language === 'zh' ? `「${own}」` : own;
}

/** Puts the first letter of a sentence in upper case. */
export function startSentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A probability for reading: `99.98 %`, never quite 0 or 100. */
export function formatProbability(probability: number): string {
  const percent = probability * 100;
  if (percent > 99.99) return '> 99.99 %';
  if (percent < 0.01) return '< 0.01 %';
  return `${percent > 99 || percent < 1 ? percent.toFixed(2) : percent.toFixed(1)} %`;
}

/** Bits with their sign, by a real minus. */
export function formatBits(bits: number): string {
  const text = Math.abs(bits).toFixed(1);
  return bits < 0 && text !== '0.0' ? `−${text}` : `+${text}`;
}

/** How much a piece of evidence weighs, in words. */
export function describeStrength(bits: number, language: Language): string {
  const size = Math.abs(bits);
  const shown = formatBits(bits);
  if (size < 0.5) return language === 'zh' ? `幾乎沒有意義，${shown} 位元` : `says little: ${shown} bits`;
  const strength = size < 3 ? 0 : size < 8 ? 1 : 2;
  if (language === 'zh') {
    return `${['略', '明顯', '強烈'][strength]}${bits > 0 ? '支持' : '反對'}，${shown} 位元`;
  }
  return `${['weak', 'clear', 'strong'][strength]}${bits > 0 ? '' : ' against'}: ${shown} bits`;
}
