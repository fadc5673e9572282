import { nameIn } from '../model/labels.js';

export { nameIn };

/** Labels that several entities of the nucleus share. */
export const commonLabels = {
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
