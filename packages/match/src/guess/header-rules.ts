/** What a column's name says it holds. Finer than a kind: several of these become one field. */
export type HeaderMeaning =
  | 'recordId'
  | 'answer'
  | 'issuer'
  | 'state of the record'
  | 'recordDate'
  | 'amount'
  | 'note'
  | 'given'
  | 'middle'
  | 'surname'
  | 'suffix'
  | 'title'
  | 'personName'
  | 'nativeName'
  | 'name'
  | 'organization'
  | 'email'
  | 'phone'
  | 'date'
  | 'identifier'
  | 'website'
  | 'street'
  | 'houseNumber'
  | 'streetName'
  | 'addressLine2'
  | 'city'
  | 'region'
  | 'postcode'
  | 'country'
  | 'address'
  | 'fullAddress'
  | 'people'
  | 'text'
  | 'number'
  | 'category';

/** First rule that fits wins; narrower ones come first. Tested on the words of a name, joined by blanks. */
const rules: readonly (readonly [HeaderMeaning, RegExp])[] = [
  [
    'answer',
    /^(?:cluster|label|truth|entity|match|group|duplicate|gold|true|golden|household)(?: (?:id|key|no|number|group))?$|^(?:is )?(?:duplicate|match)$/,
  ],
  [
    'issuer',
    /^(?:passport|national id|drivers? licen[cs]e|driving licen[cs]e|tax id|id|other id|ssn)(?: number)? (?:country|state|type|issuer|authority)$|證件類[別型]|证件类型/,
  ],
  [
    'recordDate',
    /\b(?:created|updated|modified|inserted|deleted|registered|registration|signup|signed up|order|purchase|transaction|invoice|load|last|start|end|expiry|expiration|expires|issue|valid|from|to|effective|join|joined|since)\b.*\b(?:date|time|at|on|day|timestamp|login|seen|order|since)\b|^(?:created|updated|modified|timestamp|time|datetime)$|^date$|^(?:created|updated|modified) (?:at|on)$|建立日期|更新日期|異動日期|创建时间|更新时间|註冊日期/,
  ],
  [
    'state of the record',
    /^(?:record )?(?:status|state of record|active|is active|enabled|deleted|flag|flags|version|revision)$|^(?:data )?source(?: (?:system|name|id|dataset|code))?$|\b(?:status|source)$|^(?:addr|address|phone|email|record|name) type$|^source dataset$|狀態|状态/,
  ],
  ['email', /\be ?mail\b|^mail$|\bcorreo\b|\bcourriel\b|電子郵件|电子邮件|電郵|邮箱|信箱|電子信箱/],
  [
    'organization',
    /\b(?:company|organi[sz]ation|org|business|employer|firm|corporate|corporation|vendor|supplier|merchant|manufacturer|institution|school|firma|unternehmen|empresa|societe|azienda|ragione sociale|razon social|bedrijf|brand|subsidiary|parent|account name|legal name|trading name|trade name)\b(?!.*\b(?:id|number|no|code|type|size|phone|address|addr|city|state|zip|country|website|url|url|street)\b)|公司(?!電話|地址|代號|统一)|企業|企业|商號|商号|機構|机构|單位名稱|单位名称|廠商|厂商|會社|会社名/,
  ],
  [
    'identifier',
    /\b(?:ssn|soc sec|social security|sin number|tax (?:id|number|no|code)|taxpayer|tin|vat|ein|nif|cif|dni|cpf|cnpj|abn|acn|siren|siret|passport|licen[cs]e|national id|nhs|medicare|nino|national insurance|iban|duns|lei|steuer\w*|codice fiscale|isbn|issn|doi|ean|upc|gtin|sku|serial|imei|vin|registration (?:number|no))\b|統一編號|統編|统一社会信用代码|統一社會信用代碼|身[分份]證|身份证|護照|护照|稅號|税号|健保卡|居留證/,
  ],
  [
    'website',
    /\b(?:websites?|web sites?|homepage|home page|url|web|domain|webseite|internetseite|pagina web|sito(?: web)?|site internet)\b|網址|网址|網站|网站|官網|官网/,
  ],
  [
    'phone',
    /\b(?:phone|tel|telephone|mobile|cell|cellphone|fax|telefon|telefono|handy|telefoon|msisdn|landline)\b|電話|电话|手機|手机|行動|傳真|传真|連絡方式/,
  ],
  [
    'date',
    /\b(?:dob|d o b|birth ?date|birth ?day|date of birth|birth dt|geburtsdatum|geburtstag|fecha de nacimiento|date de naissance|data di nascita|born|born on|death date|date of death|dod)\b|出生|生日|誕生/,
  ],
  [
    'houseNumber',
    /^(?:street|house|building|addr(?:ess)?|civic) (?:number|no|num|nr|nbr)$|^(?:hausnummer|house|huisnummer|numero civico|門牌)$/,
  ],
  ['streetName', /^(?:street|road) name$|^(?:strasse|calle|rue|straat|via)$|^(?:路名|街道)$/],
  [
    'addressLine2',
    /^(?:addr(?:ess)?|street)(?: (?:line|address))? ?[234]$|^(?:addr(?:ess)?|street) ?(?:line )?(?:two|2)$|^(?:unit|apartment|apt|suite|building|floor)(?: (?:number|no))?$/,
  ],
  [
    'street',
    /^(?:addr(?:ess)? )?street(?: (?:address|addr|line))?(?: ?1)?$|^(?:addr(?:ess)?)(?: line)? ?(?:1|one)$|^(?:addr )?line ?1$/,
  ],
  [
    'postcode',
    /\b(?:zip|zipcode|zip code|post ?code|postal ?code|postal|plz|postleitzahl|codigo postal|code postal|cap|pincode|pin code|postnummer|eircode)\b|郵遞區號|邮政编码|邮编|郵編/,
  ],
  ['country', /\b(?:country|nation|nationality|land|pais|pays|paese|citizenship)\b|國家|国家|國籍|国籍/],
  [
    'region',
    /^(?:addr(?:ess)? )?(?:state|province|region|county|prefecture|territory|bundesland|provincia|state province|state code|state or province)(?: (?:name|code))?$|^省(?:份)?$|^州$/,
  ],
  [
    'city',
    /\b(?:city|town|suburb|locality|municipality|village|place|birth place|place of birth|birthplace|ort|stadt|wohnort|ciudad|ville|citta|plaats|district|neighbou?rhood)\b|城市|縣市|县市|^市$|鄉鎮|出生地|籍貫|行政區/,
  ],
  ['fullAddress', /^(?:full addr(?:ess)?|addr(?:ess)? full|complete address|address text|formatted address)$/],
  ['address', /\b(?:address|addr|adresse|direccion|indirizzo|adres|anschrift|location)\b|地址|住址|通訊處|户籍/],
  [
    'given',
    /\b(?:given names?|first ?names?|fore ?names?|fname|firstname|christian names?|vorname|prenom|name first|givenname|primer nombre|voornaam|imie)\b|^(?:first|given|nombre|fst name)$|^名$|^名字$/,
  ],
  ['middle', /\b(?:middle ?(?:name|initial)s?|mname|name middle|second name|midinit)\b|^(?:middle|mi|mid)$/],
  [
    'surname',
    /\b(?:sur ?names?|last ?names?|family ?names?|lname|name last|nachname|familienname|apellidos?|cognome|achternaam|nazwisko|maiden name|nom de famille)\b|^(?:last|family|nom)$|^姓(?:氏)?$/,
  ],
  ['suffix', /^(?:name )?suffix(?: name)?$|^name suffix$/],
  ['title', /^(?:name )?(?:salutation|prefix|honorific|anrede)$|稱謂|称谓/],
  [
    'nativeName',
    /\b(?:native|local|foreign|alias|aka|alternate|alternative|other|secondary|maiden|previous|former|old) ?(?:full )?name(?: full)?\b|別名|别名|曾用名|英文名|英文姓名/,
  ],
  [
    'personName',
    /^(?:full ?name|name full|fullname|person ?name|person|contact|contact ?name|patient|client name|customer name|holder|name of (?:customer|client|person)|nome completo|nombre completo|display name)$|姓名|聯絡人|联系人|聯繫人|負責人|客戶名稱|客户名称|會員名/,
  ],
  ['people', /\b(?:authors?|directors?|members|actors?|cast|editors?|inventors?|artists?|officers|people)\b|作者|董事/],
  [
    'recordId',
    /^(?:id|rec id|record id|row id|unique id|uuid|guid|uid|pk|key|index|idx|row|row number|no|nr|number|code|#|rec no|sn|record|record key|primary key|rowid|oid|objectid|hash)$|\b(?:id|uuid|guid|key|code|number|no)$|編號$|代號$|代碼$|^序號$|^编号$|序号|流水號/,
  ],
  [
    'category',
    /^(?:gender|sex|occupation|job|profession|type|kind|category|class|cuisine|venue|industry|sector|segment|marital status|marital|religion|race|ethnicity|language|department|dept|position|role|job title|beruf|geschlecht|genre|journal|conference|publisher|format|color|colour|size|platform)$|性別|性别|職業|职业|類別|类别|行業|行业|產業/,
  ],
  [
    'number',
    /^(?:year|age|birth year|year of birth|yob|pages|volume|issue|edition|price|list price|msrp|weight|height|width|length|jahr|ano|annee)$|年齡|年龄|年份|^年$/,
  ],
  [
    'amount',
    /\b(?:amount|balance|total|sum|revenue|sales|income|salary|quantity|qty|count|score|rating|probability|spend|value|cost|discount|tax|points|latitude|longitude|lat|lon|lng|employees|headcount)\b|金額|金额|數量|数量|餘額/,
  ],
  ['note', /\b(?:notes?|comments?|remarks?|memo|description long|free text|log)\b|備註|备注|說明/],
  [
    'text',
    /^(?:title|description|product|product name|product title|subject|item|item name|model|album|song|movie|film|headline|work)$|^書名$|標題|标题|品名|商品|產品/,
  ],
  ['name', /\bname$|^(?:name|account|customer|client|nom|nome|naam|short name)$|名稱|名称|^名前$|簡稱|简称/],
];

/**
 * Reads what the name of a column says.
 *
 * @param words - as `readColumnWords` answers
 * @returns `undefined` when the name says nothing
 */
export function readHeader(words: string): HeaderMeaning | undefined {
  for (const [meaning, shape] of rules) if (shape.test(words)) return meaning;
  return undefined;
}
