import { explainAccess } from '../access/explain-access.js';
import { UnsupportedError } from '../errors/unsupported-error.js';
import { buildExpression } from '../expression/builder.js';
import { checkExpression } from '../expression/check.js';
import type { HostTransaction } from '../storage/contract.js';
import { type Caller, createCaller } from './caller.js';
import { createEntityApi } from './entity-api.js';
import type { Where } from './where.js';

/** Names an entity cannot have, because a session has something else under them. */
export const SESSION_NAMES: ReadonlySet<string> = new Set(['principal', 'model', 'can', 'using', 'expression', 'then']);

/**
 * Makes the untyped session of a caller: one property per entity, made at its first use, and the session's own
 * methods. `Session` gives it its type.
 */
export function createSession(caller: Caller): object {
  const { runtime, principal, context, checkpoint } = caller;
  const { schema } = runtime.model;
  const session: object = {
    principal,
    model: runtime.model,
    can: (right: string, id?: string) => explainAccess(caller, right, id),
    using: (host: HostTransaction) => {
      if (!runtime.storage.capabilities.joinHost) {
        throw new UnsupportedError(
          'This storage cannot join a transaction of the host. Call without using(), or choose a storage with joinHost.',
        );
      }
      const { signal } = context;
      return createSession(
        createCaller(runtime, principal, { host, ...(signal && { signal }), ...(checkpoint && { checkpoint }) }),
      );
    },
    expression: (entity: string, where: Where) =>
      checkExpression(buildExpression(where, schema, entity), schema, entity).expression,
  };
  for (const name of Object.keys(runtime.model.entities)) {
    Object.defineProperty(session, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = createEntityApi(caller, name);
        Object.defineProperty(session, name, { enumerable: true, value });
        return value;
      },
    });
  }
  return session;
}
