/**
 * What not every storage or driver has, and some rules lean on:
 *
 * - `joinHost`, `durable`, `multiProcess`: capabilities of the storage
 * - `host.sessions`: several host transactions are open at once, so that others can look in from outside
 * - `host.run`: `HostSession.run` is there, to look at the host's own rows
 * - `second`, `reopen`, `disconnect`: the parts of the driver with these names
 */
export type Feature =
  | 'joinHost'
  | 'durable'
  | 'multiProcess'
  | 'host.sessions'
  | 'host.run'
  | 'second'
  | 'reopen'
  | 'disconnect';
