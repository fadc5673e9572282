import { describe, expect, it } from 'vitest';
import { memoryCheckpoint } from '../src/checkpoint/memory-checkpoint.js';
import { dedupe } from '../src/dedupe.js';
import type { KindParts } from '../src/kinds/kind-parts.js';
import { createResolver } from '../src/resolver/create-resolver.js';

const people = Array.from({ length: 40 }, (_, at) => ({
  id: `p${at}`,
  name: `Person${at >> 1} Surname${at >> 1}`,
  email: `p${at >> 1}@example.org`,
  member: `M-${1000 + (at >> 1)}${at % 2 === 0 ? '' : '/X'}`,
}));

/** Member numbers of this host end in a mark of the branch that says nothing. */
const kindParts: KindParts = {
  identifier: { normalise: (raw) => raw.replace(/\/.*$/, '').toUpperCase() },
};

describe('parts a host replaces', () => {
  it('reads texts by the normaliser of the host, in a run and in a resolver', async () => {
    const kinds = { member: 'identifier' } as const;
    const found = await dedupe(people, { id: 'id', kinds, kindParts });
    const before = await dedupe(people, { id: 'id', kinds });
    const sameTop = (model: typeof found.model): number => model.classes[0]?.levels.member?.at(-1) ?? 0;
    expect(sameTop(found.model)).toBeGreaterThan(sameTop(before.model));
    const resolver = await createResolver(found.model, { kindParts });
    await resolver.addAll(people);
    expect(resolver.find({ ...people[1], id: 'new' })[0]?.probability).toBeGreaterThan(0.9);
    expect([...resolver.clusters()].length).toBe(20);
  });

  it('finds candidates by the rules of the host and by no others', async () => {
    const rules = [{ id: 'email.exact', atoms: [{ field: 'email', family: 'exact' }] }];
    const found = await dedupe(people, { id: 'id', rules });
    expect(found.summary.compared).toBe(20);
    expect(found.model.blocking.rules).toEqual(rules);
  });

  it('refuses a rule on a field or key family that is not there', async () => {
    const rules = [{ id: 'x', atoms: [{ field: 'email', family: 'nothing' }] }];
    await expect(dedupe(people, { id: 'id', rules })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path: 'rules.0.atoms.0' }],
    });
  });

  it('does not take up work that was saved under other rules', async () => {
    const byEmail = [{ id: 'email.exact', atoms: [{ field: 'email', family: 'exact' }] }];
    const byName = [{ id: 'name.exact', atoms: [{ field: 'name', family: 'exact' }] }];
    const checkpoint = memoryCheckpoint();
    const stop = new AbortController();
    const stopped = dedupe(people, {
      id: 'id',
      rules: byEmail,
      checkpoint,
      signal: stop.signal,
      onProgress: ({ stage }) => {
        if (stage === 'learn') stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
    const resumed = await dedupe(people, { id: 'id', rules: byName, checkpoint });
    expect(resumed.warnings.map(({ code }) => code)).toContain('CHECKPOINT_OF_OTHER_RUN');
    expect(resumed.model).toEqual((await dedupe(people, { id: 'id', rules: byName })).model);
  });

  it('refuses a checkpoint beside functions of the host, which cannot be told apart', async () => {
    await expect(dedupe(people, { id: 'id', kindParts, checkpoint: memoryCheckpoint() })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path: 'checkpoint' }],
    });
  });
});
