import type { ColumnDefinition, SchemaStep } from './steps.js';

const text = (name: string): ColumnDefinition => ({ name, kind: 'text' });
const key = (name: string): ColumnDefinition => ({ name, kind: 'text', required: true });
const number = (name: string, required = false): ColumnDefinition => ({ name, kind: 'bigint', required });
const bare = (...names: readonly string[]): { readonly sql: string; readonly bare: true }[] =>
  names.map((sql) => ({ sql, bare: true }));

/**
 * Tables every SQL storage has beside the entities. Names start with an underscore, which no entity's name can.
 *
 * - `_claim`: who holds a key; a released one stays without holder, so that its revisions never repeat
 * - `_version`: the log. `position` counts insertions, `number` is given by whoever polls the feed
 * - `_feed`: the last number given per tenant; its row is the lock of numbering
 * - `_key`: look-up keys that writes hang on records (search tokens, blocking keys), found by value. Indexed fields are no
 *   part of it: a row that was written before its field was indexed, or by a process that did not know, would be missed
 * - `_checkpoint`: how far subscribers came
 */
export function systemSteps(): readonly SchemaStep[] {
  return [
    { type: 'createSequence', name: '_batch' },
    {
      type: 'createTable',
      table: '_claim',
      columns: [key('tenant'), key('key'), text('holder'), number('rev', true)],
      primaryKey: ['tenant', 'key'],
    },
    {
      type: 'createTable',
      table: '_version',
      columns: [
        key('tenant'),
        { name: 'position', kind: 'bigint', required: true, counter: true },
        number('number'),
        key('entity'),
        key('id'),
        { name: 'ids', kind: 'json' },
        key('op'),
        number('rev', true),
        number('batch'),
        number('at', true),
        { name: 'row', kind: 'json' },
        { name: 'before', kind: 'json' },
        { name: 'changed', kind: 'json' },
        { name: 'cause', kind: 'json', required: true },
      ],
      primaryKey: ['tenant', 'entity', 'id', 'position'],
    },
    {
      type: 'createIndex',
      table: '_version',
      name: '_version_number',
      parts: bare('tenant', 'number'),
      unique: true,
      where: 'number is not null',
    },
    {
      type: 'createIndex',
      table: '_version',
      name: '_version_unnumbered',
      parts: bare('tenant', 'position'),
      where: 'number is null',
    },
    {
      type: 'createIndex',
      table: '_version',
      name: '_version_batch',
      parts: bare('tenant', 'batch'),
      unique: true,
      where: `op = 'load'`,
    },
    { type: 'createTable', table: '_feed', columns: [key('tenant'), number('number', true)], primaryKey: ['tenant'] },
    {
      type: 'createTable',
      table: '_key',
      columns: [key('tenant'), key('entity'), key('name'), key('value'), key('id')],
      primaryKey: ['tenant', 'entity', 'name', 'value', 'id'],
    },
    { type: 'createIndex', table: '_key', name: '_key_record', parts: bare('tenant', 'entity', 'id') },
    {
      type: 'createTable',
      table: '_checkpoint',
      columns: [key('tenant'), key('subscriber'), text('checkpoint'), number('rev', true)],
      primaryKey: ['tenant', 'subscriber'],
    },
  ];
}
