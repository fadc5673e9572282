import { expect, it } from 'vitest';
import { openAccess } from '../access/define-access.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { testCrm } from '../testing/test-crm.js';
import { createCrm } from './create-crm.js';

async function open() {
  const { crm } = await testCrm();
  return { crm, rep: crm.as({ tenant: 'acme', actor: 'u1', roles: [] }) };
}
type Opened = Awaited<ReturnType<typeof open>>;

async function drained(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}

const misspelt = (key: string): never => ({ [key]: 5 }) as never;
const measures = { n: { fn: 'count' } } as const;

const cases: readonly (readonly [call: string, key: string, run: (opened: Opened) => unknown])[] = [
  ['list', 'limt', ({ rep }) => rep.party.list(misspelt('limt'))],
  ['iterate', 'limit', ({ rep }) => drained(rep.party.iterate(misspelt('limit')))],
  ['count', 'were', ({ rep }) => rep.party.count(misspelt('were'))],
  ['aggregate', 'groupby', ({ rep }) => rep.party.aggregate({ measures, groupby: ['kind'] } as never)],
  ['get', 'asof', ({ rep }) => rep.party.get('x', misspelt('asof'))],
  ['find', 'at', ({ rep }) => rep.party.find('x', misspelt('at'))],
  ['update', 'revision', ({ rep }) => rep.party.update('x', () => undefined, misspelt('revision'))],
  ['delete', 'force', ({ rep }) => rep.party.delete('x', misspelt('force'))],
  ['reverse', 'why', ({ rep }) => rep.order.reverse('x', { reason: 'y', why: 'z' } as never)],
  ['drain', 'tennant', ({ crm }) => crm.drain(misspelt('tennant'))],
  ['worker', 'poll', ({ crm }) => crm.worker(misspelt('poll'))],
  ['subscribe', 'role', ({ crm }) => crm.subscribe('x', ['party.created'], () => undefined, misspelt('role'))],
  ['as', 'sginal', ({ crm }) => crm.as({ tenant: 'acme', actor: 'u1', roles: [] }, misspelt('sginal'))],
  [
    'createCrm',
    'feilds',
    () => createCrm({ storage: memoryStorage(), access: [openAccess()], feilds: { party: {} } } as never),
  ],
];

it.each(cases)('%s refuses the option %s it does not have', async (_call, key, run) => {
  const opened = await open();
  const call = (async () => run(opened))();
  await expect(call).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: key }] });
});

it.each([null, 5, 'name', () => undefined])('options are an object, which %s is not', async (options) => {
  const { rep } = await open();
  await expect(rep.party.list(options as never)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    issues: [{ path: 'options' }],
  });
});

it('get takes several ids and names the first that is missing', async () => {
  const { rep } = await open();
  const [one, two] = await rep.party.create([
    { kind: 'person', name: 'one' },
    { kind: 'person', name: 'two' },
  ]);
  const ids = [two?.id ?? '', one?.id ?? '', two?.id ?? ''];
  expect((await rep.party.get(ids)).map(({ name }) => name)).toEqual(['two', 'one', 'two']);
  expect(await rep.party.get([])).toEqual([]);
  await expect(rep.party.get([ids[0] ?? '', 'pty_none', 'pty_never'])).rejects.toMatchObject({
    code: 'NOT_FOUND',
    id: 'pty_none',
  });
  expect(await rep.party.get(ids.slice(0, 1), { asOf: { number: 2 } })).toMatchObject([{ name: 'two' }]);
});
