import { describe, expect, it } from 'vitest';
import { createRandom } from '../values/seeded-random.js';
import { canonicalJson } from './canonical.js';
import { checkExpression } from './check.js';
import { compileExpression } from './compile.js';
import { evaluateExpression } from './evaluate.js';
import { normaliseExpression } from './normalise.js';
import { randomExpression } from './random/random-expression.js';
import { randomRows, relatedAmong } from './random/random-rows.js';
import { sampleSchema } from './random/sample-schema.js';
import { SAMPLE_NOWS } from './random/sample-values.js';

const SEED = 20_240_229;
const EXPRESSIONS = 2_400;
const ENTITIES = ['customer', 'customer', 'order', 'visit'] as const;

describe('random expressions', () => {
  it(`mean the same as closures, after normalising, and under a complement (seed ${SEED})`, () => {
    let yes = 0;
    let no = 0;
    for (let index = 0; index < EXPRESSIONS; index++) {
      const random = createRandom(SEED + index);
      const now = random.pick(SAMPLE_NOWS);
      const rows = randomRows(random, sampleSchema, { rows: 12, now });
      const entity = random.pick(ENTITIES);
      const params = {};
      const expression = randomExpression(random, sampleSchema, entity, { now, params });
      const related = relatedAmong(sampleSchema, rows);
      const checked = checkExpression(expression, sampleSchema, entity);
      const compiled = compileExpression(checked.expression, sampleSchema, entity)({ now, params, related });
      const complement = compileExpression(
        { op: 'not', arg: expression },
        sampleSchema,
        entity,
      )({ now, params, related });
      for (const row of rows[entity] ?? []) {
        const env = { schema: sampleSchema, entity, row, now, params, related };
        const truth = evaluateExpression(expression, env);
        const found = {
          compiled: compiled(row),
          normalised: evaluateExpression(checked.expression, env),
          complement: complement(row),
        };
        if (truth) yes++;
        else no++;
        if (found.compiled !== truth || found.normalised !== truth || found.complement === truth) {
          expect.fail(
            `seed ${SEED + index}, row ${row.id}: expected ${truth}, found ${JSON.stringify(found)}\n${JSON.stringify(expression)}\n${JSON.stringify(row)}`,
          );
        }
      }
    }
    // Neither answer may be rare, or the comparison says little.
    expect(Math.min(yes, no)).toBeGreaterThan(EXPRESSIONS * 2);
  }, 120_000);

  it('have one normal form, which survives JSON and a second normalising', () => {
    for (let index = 0; index < 500; index++) {
      const expression = randomExpression(createRandom(SEED + index), sampleSchema, 'customer');
      const normal = canonicalJson(checkExpression(expression, sampleSchema, 'customer').expression);
      const again = normaliseExpression(checkExpression(JSON.parse(normal), sampleSchema, 'customer').expression);
      expect(canonicalJson(again), `seed ${SEED + index}`).toBe(normal);
    }
  });

  it('are the same for the same seed', () => {
    const draw = (seed: number): string =>
      canonicalJson(randomExpression(createRandom(seed), sampleSchema, 'customer'));
    expect(draw(SEED)).toBe(draw(SEED));
    expect(draw(SEED)).not.toBe(draw(SEED + 1));
  });
});
