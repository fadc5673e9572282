// The engine's worker as the test runner serves it: it has every dynamic import go through a function that only pages
// have, so it is put there first.
import './page-in-worker.js';
import '../src/worker.js';
