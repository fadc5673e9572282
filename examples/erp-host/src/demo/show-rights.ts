import { isCrmError } from '@crmkit/core';
import { writeTitle } from '../show/output.js';
import { writeTable } from '../show/table.js';
import type { DemoContext } from './demo-context.js';
import { SAMPLE_TENANT } from './demo-context.js';

/** What people may not see is refused, and they are told why. */
export async function showRights({ crm, session, output }: DemoContext, id: string): Promise<void> {
  const { owner } = await session.party.get(id);
  const support = crm.as({ tenant: SAMPLE_TENANT, actor: 'amy', roles: ['support'] });
  const rep = crm.as({ tenant: SAMPLE_TENANT, actor: owner ?? '', roles: ['sales'] });
  const colleague = crm.as({ tenant: SAMPLE_TENANT, actor: 'somebody-else', roles: ['sales'] });
  writeTitle(output, 'Who may see what');
  writeTable(
    output,
    ['who', 'asks for', 'answer'],
    [
      ['sales, owner of the customer', 'the customer', await tell(() => rep.party.get(id))],
      ['sales, not the owner', 'the customer', await tell(() => colleague.party.get(id))],
      ['support', 'its payments', await tell(() => support.payment.list({ limit: 1 }))],
      [
        'support',
        'customers by country',
        await tell(() => support.party.list({ where: (party) => party.country.eq('TW') })),
      ],
      ['support', 'may I change it?', await reason(support.can('party.update', id))],
    ],
  );
}

async function tell(read: () => Promise<unknown>): Promise<string> {
  try {
    await read();
    return 'granted';
  } catch (error) {
    if (isCrmError(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
}

async function reason(asked: Promise<{ readonly allowed: boolean; readonly reason?: string }>): Promise<string> {
  const answer = await asked;
  return answer.allowed ? 'yes' : `no: ${answer.reason ?? ''}`;
}
