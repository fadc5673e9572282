import { z } from 'zod';
import { defineEntity, many } from '../model/define-entity.js';
import { keyword, moneyField, text } from '../model/fields.js';
import { commonLabels, nameIn } from './labels.js';
import { posted } from './posted.js';

/** What the host sells or buys. Codes are unique in their source system, not here: several systems feed one CRM. */
export const product = defineEntity({
  name: 'product',
  prefix: 'prd',
  labels: nameIn('Product', '產品', '产品'),
  fields: {
    code: keyword({ max: 200 }),
    name: text({ min: 1, max: 400, folded: true }),
    category: keyword({ max: 200 }).optional(),
    /** Unit of quantities: `pcs`, `kg`, `箱`. */
    unit: keyword({ max: 50 }).optional(),
    status: z.enum(['draft', 'active', 'discontinued']).default('active'),
    listPrice: moneyField({ extraDigits: 4 }).optional(),
    description: text().optional(),
  },
  states: {
    field: 'status',
    initial: ['draft', 'active', 'discontinued'],
    transitions: { draft: ['active', 'discontinued'], active: ['discontinued'], discontinued: ['active'] },
  },
  relations: { lines: many('orderLine', { via: 'product', where: posted }) },
  indexes: [['code'], ['category'], ['name']],
  fieldLabels: {
    code: nameIn('Code', '料號', '编号'),
    name: nameIn('Name', '名稱', '名称'),
    category: nameIn('Category', '分類', '分类'),
    unit: nameIn('Unit', '單位', '单位'),
    status: commonLabels.status,
    listPrice: nameIn('List price', '定價', '定价'),
    description: nameIn('Description', '說明', '说明'),
  },
});
