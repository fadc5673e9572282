import type { LabelSet, Labels } from '../model/labels.js';

/** Names in English, traditional and simplified Chinese; the last two are often the same. */
function nameIn(english: string, traditional: string, simplified: string = traditional): Labels {
  return { en: english, 'zh-Hant': traditional, 'zh-Hans': simplified };
}

/** Labels that several entities share. */
const shared = {
  party: nameIn('Customer', '客戶', '客户'),
  kind: nameIn('Kind', '類別', '类别'),
  type: nameIn('Type', '類型', '类型'),
  status: nameIn('Status', '狀態', '状态'),
  validFrom: nameIn('Valid from', '生效日', '生效日'),
  validTo: nameIn('Valid until', '失效日', '失效日'),
  system: nameIn('Source system', '來源系統', '来源系统'),
  country: nameIn('Country', '國家', '国家'),
  notes: nameIn('Notes', '備註', '备注'),
} as const;

/**
 * Names of the nucleus in English, traditional and simplified Chinese: its entities, their fields, the values of some
 * closed fields, and the fields that crmkit adds to every entity and fact, those of modules included.
 *
 * @example
 * const named = await createCrm({ storage: memoryStorage(), access: [openAccess()], labels: [nucleusLabels] });
 * named.describe('party').labels['zh-Hant']; // '客戶'
 */
export const nucleusLabels: LabelSet = {
  '*': {
    fields: {
      createdAt: nameIn('Created at', '建立時間', '创建时间'),
      updatedAt: nameIn('Changed at', '更新時間', '更新时间'),
      recordedAt: nameIn('Recorded at', '記錄時間', '记录时间'),
      posting: nameIn('Posting', '過帳狀態', '过账状态'),
      reverses: nameIn('Reverses', '沖銷對象', '冲销对象'),
      system: shared.system,
      externalId: nameIn('Number in the source', '來源編號', '来源编号'),
      externalVersion: nameIn('Version in the source', '來源版本', '来源版本'),
      direction: nameIn('Direction', '方向'),
    },
    options: {
      posting: {
        posted: nameIn('Posted', '已過帳', '已过账'),
        reversed: nameIn('Reversed', '已沖銷', '已冲销'),
        reversal: nameIn('Reversal', '沖銷', '冲销'),
      },
      direction: { sales: nameIn('Sales', '銷售', '销售'), purchase: nameIn('Purchase', '採購', '采购') },
    },
  },
  party: {
    entity: shared.party,
    fields: {
      kind: shared.kind,
      name: nameIn('Name', '名稱', '名称'),
      givenName: nameIn('Given name', '名', '名'),
      middleName: nameIn('Middle name', '中間名', '中间名'),
      familyName: nameIn('Family name', '姓', '姓'),
      birthName: nameIn('Birth name', '原姓', '原姓'),
      title: nameIn('Title', '稱謂', '称谓'),
      otherScriptName: nameIn('Name in another script', '其他文字名稱', '其他文字名称'),
      legalName: nameIn('Legal name', '登記名稱', '登记名称'),
      legalForm: nameIn('Legal form', '組織型態', '组织形式'),
      language: nameIn('Language', '語言', '语言'),
      country: shared.country,
      taxId: nameIn('Tax number', '統一編號', '税号'),
      birthDate: nameIn('Born or founded on', '出生或設立日', '出生或成立日'),
      endDate: nameIn('Died or dissolved on', '身故或解散日', '身故或解散日'),
      owner: nameIn('Owner', '負責人', '负责人'),
      status: shared.status,
      industry: nameIn('Industry', '產業', '行业'),
      tags: nameIn('Tags', '標籤', '标签'),
      notes: shared.notes,
    },
    options: {
      kind: {
        person: nameIn('Person', '個人', '个人'),
        organization: nameIn('Organization', '組織', '组织'),
        household: nameIn('Household', '家戶', '家庭'),
      },
      status: {
        active: nameIn('Active', '有效'),
        inactive: nameIn('Inactive', '停用'),
        archived: nameIn('Archived', '已封存', '已归档'),
      },
    },
  },
  partyRole: {
    entity: nameIn('Role', '角色', '角色'),
    fields: {
      party: shared.party,
      type: shared.type,
      hostType: nameIn('Type in the host', '主系統類型', '主系统类型'),
      status: shared.status,
      scope: nameIn('Scope', '範圍', '范围'),
      validFrom: shared.validFrom,
      validTo: shared.validTo,
      system: shared.system,
    },
  },
  partyRelationship: {
    entity: nameIn('Relationship', '關係', '关系'),
    fields: {
      from: nameIn('From', '起始方', '起始方'),
      to: nameIn('To', '對象', '对象'),
      type: shared.type,
      hostType: nameIn('Type in the host', '主系統類型', '主系统类型'),
      title: nameIn('Position', '職稱', '职位'),
      decisionRole: nameIn('Part in decisions', '決策角色', '决策角色'),
      share: nameIn('Share', '持股比例', '持股比例'),
      primary: nameIn('Primary', '主要', '主要'),
      validFrom: shared.validFrom,
      validTo: shared.validTo,
      system: shared.system,
    },
  },
  contactPoint: {
    entity: nameIn('Contact point', '聯絡方式', '联系方式'),
    fields: {
      party: shared.party,
      kind: shared.kind,
      purposes: nameIn('Purposes', '用途', '用途'),
      value: nameIn('Value', '內容', '内容'),
      line1: nameIn('Address line 1', '地址一', '地址一'),
      line2: nameIn('Address line 2', '地址二', '地址二'),
      district: nameIn('District', '區', '区'),
      city: nameIn('City', '城市', '城市'),
      region: nameIn('Region', '州省', '省'),
      postalCode: nameIn('Postal code', '郵遞區號', '邮政编码'),
      country: shared.country,
      normalized: nameIn('Normalised value', '正規化內容', '规范化内容'),
      validFrom: shared.validFrom,
      validTo: shared.validTo,
      preferred: nameIn('Preferred', '優先', '首选'),
      verification: nameIn('Verification', '驗證', '验证'),
      verifiedAt: nameIn('Verified at', '驗證時間', '验证时间'),
      system: shared.system,
      withdrawn: nameIn('Withdrawn by its source', '來源已更改', '来源已更改'),
    },
  },
  identifier: {
    entity: nameIn('Identifier', '識別碼', '标识'),
    fields: {
      party: shared.party,
      scheme: nameIn('Scheme', '識別碼種類', '标识类型'),
      value: nameIn('Value', '號碼', '号码'),
      normalized: nameIn('Normalised value', '正規化號碼', '规范化号码'),
      issuer: nameIn('Issuer', '核發單位', '签发机构'),
      country: shared.country,
      verified: nameIn('Verified', '已驗證', '已验证'),
      verifiedKey: nameIn('Unique form', '唯一值', '唯一值'),
      verifiedAt: nameIn('Verified at', '驗證時間', '验证时间'),
      validFrom: shared.validFrom,
      validTo: shared.validTo,
      system: shared.system,
      withdrawn: nameIn('Withdrawn by its source', '來源已更改', '来源已更改'),
    },
  },
  sourceRecord: {
    entity: nameIn('Source record', '來源紀錄', '来源记录'),
    fields: {
      system: shared.system,
      objectType: nameIn('Type in the source', '來源類型', '来源类型'),
      externalId: nameIn('Number in the source', '來源編號', '来源编号'),
      externalVersion: nameIn('Version in the source', '來源版本', '来源版本'),
      digest: nameIn('Digest', '摘要值', '摘要值'),
      entity: nameIn('Entity', '實體', '实体'),
      record: nameIn('Record', '紀錄', '记录'),
      party: shared.party,
      receivedAt: nameIn('Received at', '接收時間', '接收时间'),
      payload: nameIn('Payload', '原始內容', '原始内容'),
    },
  },
  product: {
    entity: nameIn('Product', '產品', '产品'),
    fields: {
      code: nameIn('Code', '料號', '编号'),
      name: nameIn('Name', '名稱', '名称'),
      category: nameIn('Category', '分類', '分类'),
      unit: nameIn('Unit', '單位', '单位'),
      status: shared.status,
      listPrice: nameIn('List price', '定價', '定价'),
      description: nameIn('Description', '說明', '说明'),
    },
  },
  order: {
    entity: nameIn('Order', '訂單', '订单'),
    fields: {
      party: shared.party,
      orderNumber: nameIn('Order number', '訂單編號', '订单编号'),
      orderedAt: nameIn('Ordered at', '訂購時間', '下单时间'),
      total: nameIn('Total', '總額', '总额'),
      charges: nameIn('Charges', '運雜費', '运杂费'),
      status: shared.status,
      salesperson: nameIn('Salesperson', '業務員', '销售员'),
      requiredOn: nameIn('Required on', '需求日', '要求日期'),
      shippedAt: nameIn('Shipped at', '出貨時間', '发货时间'),
      shipTo: nameIn('Delivered to', '送貨地址', '收货地址'),
    },
  },
  orderLine: {
    entity: nameIn('Order line', '訂單明細', '订单明细'),
    fields: {
      order: nameIn('Order', '訂單', '订单'),
      party: shared.party,
      product: nameIn('Product', '產品', '产品'),
      description: nameIn('Description', '說明', '说明'),
      orderedAt: nameIn('Ordered at', '訂購時間', '下单时间'),
      quantity: nameIn('Quantity', '數量', '数量'),
      unitPrice: nameIn('Unit price', '單價', '单价'),
      discount: nameIn('Discount', '折扣', '折扣'),
      net: nameIn('Net amount', '淨額', '净额'),
    },
  },
  invoice: {
    entity: nameIn('Invoice', '發票', '发票'),
    fields: {
      party: shared.party,
      order: nameIn('Order', '訂單', '订单'),
      invoiceNumber: nameIn('Invoice number', '發票號碼', '发票号码'),
      issuedAt: nameIn('Issued at', '開立時間', '开具时间'),
      dueOn: nameIn('Due on', '到期日', '到期日'),
      total: nameIn('Total', '總額', '总额'),
      status: shared.status,
    },
  },
  payment: {
    entity: nameIn('Payment', '付款', '付款'),
    fields: {
      party: shared.party,
      invoice: nameIn('Invoice', '發票', '发票'),
      paymentNumber: nameIn('Payment number', '付款編號', '付款编号'),
      paidAt: nameIn('Paid at', '付款時間', '付款时间'),
      amount: nameIn('Amount', '金額', '金额'),
      method: nameIn('Method', '付款方式', '付款方式'),
    },
  },
};
