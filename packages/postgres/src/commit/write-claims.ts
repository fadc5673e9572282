import type { Claim } from '@crmkit/core';
import type { Catalog } from '../catalog.js';
import type { SqlConnection, SqlRow } from '../session/session.js';
import { run } from '../statement/statement.js';
import { Refused } from './refused.js';

interface Held {
  readonly holder: string;
  readonly rev: string;
}

/**
 * Takes, moves and releases claims, in key order.
 *
 * @param connection - inside a transaction
 * @param catalog - statements
 * @param tenant - from the context
 * @param claims - of the batch
 * @throws {@link Refused} with the first claim of the batch that is not as expected
 */
export async function writeClaims(
  connection: SqlConnection,
  catalog: Catalog,
  tenant: string,
  claims: readonly Claim[],
): Promise<void> {
  if (claims.length === 0) return;
  const sorted = [...claims].sort((a, b) => (a.key < b.key ? -1 : 1));
  const keys = catalog.dialect.listText(sorted.map(({ key }) => key));
  const { system } = catalog;
  const isTake = ({ expect, release }: Claim): boolean => expect === 'absent' && release !== true;
  if (!sorted.every(isTake)) {
    const held = heldClaims(catalog, await run(connection, system.lockClaims, [tenant, keys]));
    refuseFirst(claims, held, (claim) => isExpected(claim, held.get(claim.key)));
  }
  const takes = sorted.filter(isTake);
  if (takes.length > 0) {
    const columns = [takes.map(({ key }) => key), takes.map(({ holder }) => holder)];
    const answer = await system.takeClaims.run(connection, [tenant], columns);
    if (answer.length < takes.length) {
      const taken = new Set(answer.map(([key]) => catalog.dialect.textOf(key ?? '')));
      const held = heldClaims(catalog, await run(connection, system.getClaims, [tenant, keys]));
      refuseFirst(claims, held, (claim) => !isTake(claim) || taken.has(claim.key));
    }
  }
  const moves = sorted.filter((claim) => claim.expect !== 'absent');
  const holders = moves.map(({ holder, release }) => (release === true ? null : holder));
  await system.moveClaims.run(connection, [tenant], [moves.map(({ key }) => key), holders]);
}

function heldClaims({ dialect: { textOf } }: Catalog, answer: readonly SqlRow[]): ReadonlyMap<string, Held> {
  return new Map(
    answer.flatMap(([key, holder, rev]) =>
      key && holder && rev ? [[textOf(key), { holder: textOf(holder), rev }]] : [],
    ),
  );
}

function isExpected({ expect }: Claim, held: Held | undefined): boolean {
  if (expect === 'absent') return held === undefined;
  return 'rev' in expect ? held?.rev === expect.rev : held?.holder === expect.holder;
}

function refuseFirst(
  claims: readonly Claim[],
  held: ReadonlyMap<string, Held>,
  isFine: (claim: Claim) => boolean,
): void {
  const refused = claims.find((claim) => !isFine(claim));
  if (refused !== undefined)
    throw new Refused({
      ok: false,
      reason: 'claimed',
      key: refused.key,
      holder: held.get(refused.key)?.holder ?? null,
    });
}
