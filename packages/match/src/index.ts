export type { BlockingRule, KeyAtom } from './block/rule.js';
export type { CheckpointStore } from './checkpoint/checkpoint-store.js';
export { folderCheckpoint } from './checkpoint/folder-checkpoint.js';
export { memoryCheckpoint } from './checkpoint/memory-checkpoint.js';
export { dedupe } from './dedupe.js';
export type { ColumnKind, DedupeOptions } from './dedupe-options.js';
export { blockingChart } from './explain/blocking-chart.js';
export { clusterChart } from './explain/cluster-chart.js';
export type { CalibrationBin, LabelComparison, LabelQuality } from './explain/compare-with-labels.js';
export { compareWithLabels } from './explain/compare-with-labels.js';
export { describeCluster } from './explain/describe-cluster.js';
export { describePair } from './explain/describe-pair.js';
export type { MissedEstimate } from './explain/estimate-missed.js';
export { estimateMissed } from './explain/estimate-missed.js';
export type { ClusterExplanation, ClusterPair, WeakestBridge } from './explain/explain-cluster.js';
export { explainCluster } from './explain/explain-cluster.js';
export { explainPair } from './explain/explain-pair.js';
export type { PairBlocking } from './explain/pair-blocking.js';
export { pairChart } from './explain/pair-chart.js';
export type { EvidenceStep, FieldAgreement, PairExplanation, WantedAgreement } from './explain/pair-explanation.js';
export { parameterChart } from './explain/parameter-chart.js';
export type { PrecisionRecallPoint } from './explain/precision-recall-chart.js';
export {
  expectPrecisionRecall,
  measurePrecisionRecall,
  precisionRecallChart,
} from './explain/precision-recall-chart.js';
export { refineModel } from './explain/refine-model.js';
export type { RuleYield } from './explain/rule-yield.js';
export { measureRules } from './explain/rule-yield.js';
export { scoreChart } from './explain/score-chart.js';
export type { SuggestedPair } from './explain/suggest-pairs.js';
export { suggestPairsToLabel } from './explain/suggest-pairs.js';
export type { VegaLiteSpec } from './explain/vega-lite-spec.js';
export type { Language } from './explain/words.js';
export type { FieldGuess } from './guess/field-guess.js';
export { guessFields } from './guess/guess-fields.js';
export type { KeyFamily, Kind, KindName, Learned, Level } from './kinds/kind.js';
export { INCOMPARABLE } from './kinds/kind.js';
export type { KindParts } from './kinds/kind-parts.js';
export type { Party } from './kinds/party.js';
export type { LinkOptions } from './link.js';
export { link } from './link.js';
export type { MatchWarning } from './match-warning.js';
export type { ModelDifference } from './model/diff-models.js';
export { diffModels } from './model/diff-models.js';
export type { MatchModel, ModelBlocking, ModelClass } from './model/match-model.js';
export { parseModel } from './model/parse-model.js';
export type { RunOptions, RunProgress, Stage } from './pipeline/run-options.js';
export type { Verdict } from './pipeline/verdict.js';
export type { FieldFill, FieldPart, FieldSpec } from './records/field-spec.js';
export type { Cluster, MatchedPair, ResolutionSummary } from './resolution.js';
export { Resolution } from './resolution.js';
export type { CommonKey, ResolverAdvice } from './resolver/advice.js';
export type { ClusterChanges } from './resolver/cluster-changes.js';
export { createResolver } from './resolver/create-resolver.js';
export { Resolver } from './resolver/resolver.js';
export type { FindOptions, FoundRecord, ResolverOptions, ResolverSize } from './resolver/resolver-options.js';
export { restoreResolver } from './resolver/restore-resolver.js';
export type {
  SnapshotEnd,
  SnapshotHead,
  SnapshotLink,
  SnapshotMerge,
  SnapshotRecord,
  SnapshotRow,
  SnapshotVerdict,
} from './resolver/snapshot.js';
export type { ClassName, Outcome } from './score/class-model.js';
export type { TextFrequencies } from './score/text-frequencies.js';
export type { RecordSource, Row } from './source.js';
export type { ByteSource } from './table/byte-source.js';
export type { Column, Dictionary } from './table/dictionary.js';
export type { TableProblem } from './table/invalid-table-error.js';
export { InvalidTableError } from './table/invalid-table-error.js';
export type { ReadCsvOptions } from './table/read-csv.js';
export { readCsv } from './table/read-csv.js';
export type { ReadRowsOptions } from './table/read-rows.js';
export { readRows } from './table/read-rows.js';
export type { Table, TableProgress, TableWarning, TableWarningCode } from './table/table.js';
export type { SpawnWorker } from './workers/crew.js';
export type { WorkerPort } from './workers/member.js';
export type { WebWorkerLike } from './workers/spawn-worker.js';
export { webWorkerPort } from './workers/spawn-worker.js';
export { WorkerFailedError } from './workers/worker-failed-error.js';
