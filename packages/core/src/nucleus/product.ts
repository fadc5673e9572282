import { z } from 'zod';
import { defineEntity, many } from '../model/define-entity.js';
import { keyword, moneyField, text } from '../model/fields.js';
import { posted } from './posted.js';

/** What the host sells or buys. Codes are unique in their source system, not here: several systems feed one CRM. */
export const product = defineEntity({
  name: 'product',
  prefix: 'prd',
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
});
