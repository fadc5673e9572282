import { expect, it } from 'vitest';
import { decide, type World } from '../testing/decide.js';
import { addIdentifier } from './add-identifier.js';

const world: World = { party: ['pty_1', 'pty_2'].map((id) => ({ id, rev: '1', name: id })) };
const vat = { scheme: 'vat', value: 'DE 123', country: 'DE' };

it('adds a number once, however it is written', async () => {
  const one = await decide(addIdentifier, world, { party: 'pty_1', ...vat });
  expect(one.decision).toMatchObject({ ok: true, result: { status: 'added' } });
  const again = await decide(addIdentifier, one.next, { party: 'pty_1', ...vat, value: 'de-123' });
  expect(again.decision).toMatchObject({ ok: false, refusal: { code: 'ALREADY_KNOWN' } });
});

it('marks a known number as verified', async () => {
  const one = await decide(addIdentifier, world, { party: 'pty_1', ...vat });
  const two = await decide(addIdentifier, one.next, { party: 'pty_1', ...vat, verified: true });
  expect(two.decision).toMatchObject({ ok: true, result: { status: 'verified' } });
  expect(two.next['identifier']).toMatchObject([{ verified: true, verifiedKey: 'vat::DE:DE123' }]);
});

it('refuses a verified number that another party holds, without saying who', async () => {
  const one = await decide(addIdentifier, world, { party: 'pty_1', ...vat, verified: true });
  const other = await decide(addIdentifier, one.next, { party: 'pty_2', ...vat, verified: true });
  expect(other.decision).toEqual({ ok: false, refusal: { code: 'HELD_BY_OTHER', scheme: 'vat' } });
  expect((await decide(addIdentifier, one.next, { party: 'pty_2', ...vat })).decision.ok).toBe(true);
});

it('refuses a number without letters or digits', async () => {
  const { decision } = await decide(addIdentifier, world, { party: 'pty_1', scheme: 'vat', value: '--' });
  expect(decision).toEqual({ ok: false, refusal: { code: 'EMPTY', scheme: 'vat' } });
});
