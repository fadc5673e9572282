import { expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { openAccess } from '../access/define-access.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { createCrm } from './create-crm.js';
import { defineModule } from './define-module.js';
import { defineView } from './define-view.js';

it('keeps the types of a session when a module without entities is written in place', async () => {
  const crm = await createCrm({
    storage: memoryStorage(),
    access: [openAccess()],
    modules: [
      defineModule({
        id: 'greetings',
        views: {
          greeting: defineView({
            name: 'party.greeting',
            input: z.object({ id: z.string() }),
            read: async () => 'hello',
          }),
        },
      }),
    ],
  });
  const session = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
  expectTypeOf(session.party.greeting).returns.resolves.toEqualTypeOf<string>();
  expectTypeOf(session.order.count).returns.resolves.toBeNumber();
});
