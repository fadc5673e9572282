import { describe, expect, it } from 'vitest';
import type { AnyRecord } from '../../command/define-command.js';
import { decide, type World } from '../testing/decide.js';
import { changeContactPoint } from './change-contact-point.js';
import { endContactPoint } from './end-contact-point.js';

const ann = { id: 'pty_1', rev: '1', kind: 'person', name: '李安', givenName: 'Ann', familyName: 'Lee' };

function point(id: string, fields: object): AnyRecord {
  return { id, rev: '1', party: 'pty_1', kind: 'postal', purposes: [], preferred: false, ...fields };
}

const home = point('cpt_1', { value: '1 First Street', normalized: '1 first street', system: 'erp', preferred: true });
const world: World = { party: [ann], contactPoint: [home] };
const moved = { party: 'pty_1', kind: 'postal', line1: '2 Second Street' };

function days(next: World): unknown[] {
  return (next['contactPoint'] ?? []).map(({ value, validFrom, validTo }) => [
    value,
    validFrom ?? null,
    validTo ?? null,
  ]);
}

describe('party.changeContactPoint', () => {
  it('closes what held and adds the new one, which stays preferred', async () => {
    const { decision, next } = await decide(changeContactPoint, world, moved);
    expect(decision).toMatchObject({ ok: true, result: { status: 'changed', closed: 'cpt_1' } });
    expect(days(next)).toEqual([
      ['1 First Street', null, '2024-08-09'],
      ['2 Second Street', '2024-08-09', null],
    ]);
    expect(next['contactPoint']?.map((row) => row['preferred'])).toEqual([true, true]);
    expect(next['party']).toEqual([ann]);
  });

  it('changes nothing when both are equal after normalisation', async () => {
    const { decision } = await decide(changeContactPoint, world, { ...moved, line1: '1,  FIRST street' });
    expect(decision).toMatchObject({ ok: true, changes: [], result: { status: 'unchanged', contactPoint: 'cpt_1' } });
  });

  it('refuses the ship-to of a third party and takes one under any name of the party', async () => {
    const stranger = await decide(changeContactPoint, world, { ...moved, recipient: 'Bo Chen' });
    expect(stranger.decision).toEqual({ ok: false, refusal: { code: 'THIRD_PARTY', party: 'pty_1' } });
    const self = await decide(changeContactPoint, world, { ...moved, recipient: 'LEE Ann' });
    expect(self.decision.ok).toBe(true);
  });

  it('asks which one is meant when two hold', async () => {
    const phones = [
      point('cpt_1', { kind: 'phone', value: '1', normalized: '1' }),
      point('cpt_2', { kind: 'phone', value: '2', normalized: '2' }),
    ];
    const two: World = { party: [ann], contactPoint: phones };
    const input = { party: 'pty_1', kind: 'phone', value: '3' };
    const unsure = await decide(changeContactPoint, two, input);
    expect(unsure.decision).toEqual({ ok: false, refusal: { code: 'SEVERAL', contactPoints: ['cpt_1', 'cpt_2'] } });
    const sure = await decide(changeContactPoint, two, { ...input, replaces: 'cpt_2' });
    expect(days(sure.next)).toEqual([
      ['1', null, null],
      ['2', null, '2024-08-09'],
      ['3', '2024-08-09', null],
    ]);
    const another = await decide(changeContactPoint, two, { ...input, replaces: null });
    expect(days(another.next)).toHaveLength(3);
  });

  it('refuses to replace a contact point of somebody else, and an empty value', async () => {
    const foreign = await decide(changeContactPoint, world, { ...moved, replaces: 'cpt_9' });
    expect(foreign.decision).toEqual({ ok: false, refusal: { code: 'NOT_OF_PARTY', contactPoint: 'cpt_9' } });
    const empty = await decide(changeContactPoint, world, { party: 'pty_1', kind: 'phone', value: ' - ' });
    expect(empty.decision).toEqual({ ok: false, refusal: { code: 'EMPTY', party: 'pty_1' } });
  });

  it('ends where a planned change begins', async () => {
    const planned = point('cpt_2', { value: '9 Last Street', normalized: '9 last street', validFrom: '2024-12-01' });
    const until = { ...home, validTo: '2024-12-01' };
    const { next } = await decide(changeContactPoint, { party: [ann], contactPoint: [until, planned] }, moved);
    expect(days(next)).toEqual([
      ['1 First Street', null, '2024-08-09'],
      ['9 Last Street', '2024-12-01', null],
      ['2 Second Street', '2024-08-09', '2024-12-01'],
    ]);
  });

  it('names the party that does not exist', async () => {
    await expect(decide(changeContactPoint, world, { ...moved, party: 'pty_9' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      id: 'pty_9',
    });
  });
});

describe('party.endContactPoint', () => {
  it('ends one without a successor, once', async () => {
    const { next } = await decide(endContactPoint, world, { contactPoint: 'cpt_1', on: '2024-09-01' });
    expect(days(next)).toEqual([['1 First Street', null, '2024-09-01']]);
    const again = await decide(endContactPoint, next, { contactPoint: 'cpt_1', on: '2024-10-01' });
    expect(again.decision).toEqual({ ok: false, refusal: { code: 'ALREADY_ENDED', on: '2024-09-01' } });
  });
});
