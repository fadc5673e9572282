import { NotFoundError } from '@crmkit/core';
import { describe, expect, it } from 'vitest';
import { isLostRace, translateError } from './translate-error.js';

const vendor = (code: string, message = 'duplicate key value (email)=(ada@example.org)'): Error =>
  Object.assign(new Error(message), { code });

describe('an error of the driver', () => {
  it.each([
    ['40001', 'RETRYABLE'],
    ['40P01', 'RETRYABLE'],
    ['55P03', 'RETRYABLE'],
    ['53100', 'QUOTA'],
    ['53200', 'QUOTA'],
    ['08006', 'UNAVAILABLE'],
    ['57P01', 'UNAVAILABLE'],
    ['53300', 'UNAVAILABLE'],
    ['ECONNREFUSED', 'UNAVAILABLE'],
    ['ECONNRESET', 'UNAVAILABLE'],
    ['54000', 'INVALID_INPUT'],
    ['25006', 'UNSUPPORTED'],
    ['25P01', 'FATAL'],
    ['25P02', 'FATAL'],
    ['42P01', 'FATAL'],
    ['42501', 'FATAL'],
    ['23505', 'FATAL'],
  ])('%s becomes %s', (code, expected) => {
    expect(translateError(vendor(code), 'commit').code).toBe(expected);
  });

  it('stays the cause, and what it quotes stays out of the message', () => {
    const cause = vendor('23505');
    const error = translateError(cause, 'commit');
    expect(error.cause).toBe(cause);
    expect(error.message).not.toContain('ada@example.org');
  });

  it('without a code is told by what the driver says of its connection', () => {
    expect(translateError(new Error('Connection terminated unexpectedly'), 'get').code).toBe('UNAVAILABLE');
    expect(translateError(new Error('something else'), 'get').code).toBe('FATAL');
    expect(translateError('a string', 'get').code).toBe('FATAL');
  });

  it("says what is wrong with the host's transaction", () => {
    expect(translateError(vendor('25P01'), 'commit').message).toContain("host's transaction is over");
    expect(translateError(vendor('25P02'), 'commit').message).toContain("host's transaction was aborted");
    expect(translateError(vendor('25006'), 'commit').message).toContain('read only');
    expect(translateError(new Error('Transaction is closed'), 'get').message).toContain("host's transaction is over");
  });

  it('of crmkit passes as it is', () => {
    const error = new NotFoundError('party', 'p1');
    expect(translateError(error, 'get')).toBe(error);
  });

  it('is a lost race when it is a serialization failure or a deadlock, also translated', () => {
    expect(isLostRace(vendor('40001'))).toBe(true);
    expect(isLostRace(translateError(vendor('40P01'), 'commit'))).toBe(true);
    expect(isLostRace(vendor('55P03'))).toBe(false);
  });
});
