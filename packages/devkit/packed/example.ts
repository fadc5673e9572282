// The declarations of the packed tarballs, read as a strict user's compiler reads them.
import * as conformance from '@crmkit/conformance';
import * as connect from '@crmkit/connect';
import * as core from '@crmkit/core';
import * as expressions from '@crmkit/core/expressions';
import * as labels from '@crmkit/core/labels';
import * as storage from '@crmkit/core/storage';
import * as testing from '@crmkit/core/testing';
import * as indexeddb from '@crmkit/indexeddb';
import * as match from '@crmkit/match';
import * as postgres from '@crmkit/postgres';
import * as sql from '@crmkit/sql';

export const entries: readonly object[] = [
  conformance,
  connect,
  core,
  expressions,
  indexeddb,
  labels,
  match,
  postgres,
  sql,
  storage,
  testing,
];
