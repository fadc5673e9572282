import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Crew } from './crew.js';
import type { TasksMessage, WorkerPort } from './member.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('does without a thread that starts after it was given up', async () => {
  const asked: TasksMessage[] = [];
  let say: (message: unknown) => void = () => {};
  const port: WorkerPort = {
    post: (message) => void asked.push(message as TasksMessage),
    listen: (onMessage) => {
      say = onMessage;
    },
    close: () => {},
  };
  const crew = new Crew(1, () => port);
  // As after a sleep of the machine: the time is up before what the thread said is read.
  vi.advanceTimersByTime(60_000);
  await crew.tell({ type: 'useSet', fields: [], learned: {}, rows: undefined, hasHan: false });
  say({ type: 'started' });
  const done = await crew.share([{ type: 'readField', ...noField }], async () => {});
  expect(done.length).toBe(1);
  expect(asked).toEqual([]);
  expect(crew.warnings.map(({ code }) => code)).toEqual(['WORKERS_UNAVAILABLE']);
});

const noField = {
  spec: { name: 'name', kind: 'text', columns: ['name'] },
  columns: [],
  length: 0,
  hasHan: false,
} as const;
