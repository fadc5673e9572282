import { expect, it } from 'vitest';
import { decide, type World } from '../testing/decide.js';
import { endRelation } from './end-relation.js';
import { relate } from './relate.js';

const world: World = { party: ['pty_1', 'pty_2', 'pty_3'].map((id) => ({ id, rev: '1', name: id })) };

it('lets a person work for two organizations and ends one without touching the other', async () => {
  const one = await decide(relate, world, {
    from: 'pty_1',
    to: 'pty_2',
    type: 'employedBy',
    title: 'Buyer',
    primary: true,
  });
  const two = await decide(relate, one.next, { from: 'pty_1', to: 'pty_3', type: 'employedBy', title: 'Advisor' });
  const [first, second] = two.next['partyRelationship'] ?? [];
  const ended = await decide(endRelation, two.next, { relation: first?.id ?? '', on: '2024-09-01' });
  expect(ended.next['partyRelationship']).toEqual([{ ...first, rev: '1+', validTo: '2024-09-01' }, second]);
  const again = await decide(endRelation, ended.next, { relation: first?.id ?? '', on: '2024-10-01' });
  expect(again.decision).toEqual({ ok: false, refusal: { code: 'ALREADY_ENDED', on: '2024-09-01' } });
});

it('keeps at most one primary tie of a type', async () => {
  const one = await decide(relate, world, { from: 'pty_1', to: 'pty_2', type: 'employedBy', primary: true });
  const two = await decide(relate, one.next, { from: 'pty_1', to: 'pty_3', type: 'employedBy', primary: true });
  expect(two.next['partyRelationship']?.map((row) => [row['to'], row['primary']])).toEqual([
    ['pty_2', false],
    ['pty_3', true],
  ]);
});

it('refuses a tie to oneself and one that is known', async () => {
  const self = await decide(relate, world, { from: 'pty_1', to: 'pty_1', type: 'parentOf' });
  expect(self.decision).toEqual({ ok: false, refusal: { code: 'SAME_PARTY', party: 'pty_1' } });
  const one = await decide(relate, world, { from: 'pty_1', to: 'pty_2', type: 'memberOf' });
  const again = await decide(relate, one.next, { from: 'pty_1', to: 'pty_2', type: 'memberOf' });
  expect(again.decision).toMatchObject({ ok: false, refusal: { code: 'ALREADY_RELATED' } });
});

it('names the party that does not exist', async () => {
  await expect(decide(relate, world, { from: 'pty_1', to: 'pty_9', type: 'memberOf' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
    id: 'pty_9',
  });
});
