import type { RuleGroup } from '../rule.js';
import { aggregateRules } from './aggregates.js';
import { claimRules } from './claims.js';
import { commitRules } from './commits.js';
import { comparisonRules } from './comparisons.js';
import { feedRules } from './feed.js';
import { hostRules } from './host.js';
import { lifecycleRules } from './lifecycle.js';
import { pagingRules } from './paging.js';
import { pastRules } from './past.js';
import { raceRules } from './races.js';
import { randomQueryRules } from './random-queries.js';
import { recordRules } from './records.js';
import { relationRules } from './relations.js';
import { tenancyRules } from './tenancy.js';
import { valueRules } from './values.js';
import { versionRules } from './versions.js';

/** All rules, in the order of SPEC.md. */
export const ruleGroups: readonly RuleGroup[] = [
  recordRules,
  raceRules,
  claimRules,
  valueRules,
  comparisonRules,
  relationRules,
  pagingRules,
  randomQueryRules,
  commitRules,
  hostRules,
  feedRules,
  pastRules,
  versionRules,
  aggregateRules,
  tenancyRules,
  lifecycleRules,
];
