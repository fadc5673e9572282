import type { BlockingPlan } from '../block/plan.js';
import type { Warn } from '../pipeline/run-options.js';
import type { ComparedPiece } from '../workers/work.js';
import type { CheckpointStore } from './checkpoint-store.js';
import { type FingerprintedRun, fingerprintRun } from './fingerprint-run.js';
import { packPiece, unpackPiece } from './packed-piece.js';
import { WordHash } from './word-hash.js';

/** What is known of the whole run; the pieces lie beside it, each under its own name. */
interface JournalHead {
  readonly fingerprint: string;
  /** Absent when a model was given. */
  readonly plan?: BlockingPlan | undefined;
  /** How many names of pieces may be taken. */
  readonly pieces: number;
}

const HEAD = 'match-run';
const pieceName = (at: number): string => `match-piece-${at}`;

/**
 * What a run saves and takes up again: its plan and the pieces compared so far. What cannot be read is worked out anew
 * with a warning, and a store that fails ends saving, not the run.
 */
export class RunJournal {
  readonly #store: CheckpointStore;
  readonly #warn: Warn;
  readonly #fingerprint: string;
  readonly #fields: number;
  #head: JournalHead;
  #isResumed = false;
  #hasFailed = false;

  private constructor(store: CheckpointStore, run: FingerprintedRun, warn: Warn) {
    this.#store = store;
    this.#warn = warn;
    this.#fields = run.set.fields.length;
    this.#fingerprint = fingerprintRun(run);
    this.#head = { fingerprint: this.#fingerprint, pieces: 0 };
  }

  /** Opens the journal of a run and looks what an earlier one has left. */
  static async open(store: CheckpointStore, run: FingerprintedRun, warn: Warn): Promise<RunJournal> {
    const journal = new RunJournal(store, run, warn);
    await journal.#readHead();
    return journal;
  }

  /** The plan an earlier run has made. */
  get plan(): BlockingPlan | undefined {
    return this.#head.plan;
  }

  /** Saves the plan, and that so many pieces follow. */
  async begin(plan: BlockingPlan | undefined, pieces: number): Promise<void> {
    this.#head = { fingerprint: this.#fingerprint, plan, pieces: Math.max(pieces, this.#head.pieces) };
    await this.#attempt(() => this.#store.write(HEAD, packHead(this.#head)));
  }

  /** The pieces an earlier run has compared, by their place. */
  async readPieces(): Promise<ReadonlyMap<number, ComparedPiece>> {
    const found = new Map<number, ComparedPiece>();
    if (!this.#isResumed) return found;
    let damaged = 0;
    for (let at = 0; at < this.#head.pieces; at++) {
      const bytes = await this.#attempt(() => this.#store.read(pieceName(at)));
      if (bytes === undefined) continue;
      const piece = unpackPiece(bytes, this.#fingerprint, this.#fields);
      if (piece === undefined) damaged++;
      else found.set(at, piece);
    }
    if (damaged > 0) {
      const pieces = damaged === 1 ? '1 piece' : `${damaged} pieces`;
      this.#warn({
        code: 'CHECKPOINT_DAMAGED',
        message: `${pieces} of the checkpoint could not be read and were compared anew.`,
      });
    }
    return found;
  }

  /** Saves a piece. */
  async savePiece(at: number, piece: ComparedPiece): Promise<void> {
    await this.#attempt(() => this.#store.write(pieceName(at), packPiece(piece, this.#fingerprint)));
  }

  /** Forgets everything; the run has ended well. */
  async clear(): Promise<void> {
    const { pieces } = this.#head;
    // The head last: as long as it is there, it says which names are taken.
    for (let at = 0; at < pieces; at++) await this.#attempt(() => this.#store.remove(pieceName(at)));
    await this.#attempt(() => this.#store.remove(HEAD));
  }

  async #readHead(): Promise<void> {
    const bytes = await this.#attempt(() => this.#store.read(HEAD));
    if (bytes === undefined) return;
    const head = unpackHead(bytes);
    if (head === undefined) {
      this.#warn({ code: 'CHECKPOINT_DAMAGED', message: 'The checkpoint could not be read; the run began anew.' });
    } else if (head.fingerprint !== this.#fingerprint) {
      const message = 'The checkpoint belongs to other records, options or another version; the run began anew.';
      this.#warn({ code: 'CHECKPOINT_OF_OTHER_RUN', message });
      // Its names are cleared away with those of this run.
      this.#head = { fingerprint: this.#fingerprint, pieces: head.pieces };
    } else {
      this.#head = head;
      this.#isResumed = true;
    }
  }

  /** Uses the store; when that fails, the run goes on without it. */
  async #attempt<T>(use: () => Promise<T>): Promise<T | undefined> {
    if (this.#hasFailed) return undefined;
    try {
      return await use();
    } catch {
      this.#hasFailed = true;
      this.#warn({
        code: 'CHECKPOINT_FAILED',
        message: 'The checkpoint could not be used; the run went on without it.',
      });
      return undefined;
    }
  }
}

/** JSON behind its checksum. */
function packHead(head: JournalHead): Uint8Array {
  const json = JSON.stringify(head);
  return new TextEncoder().encode(checksum(json) + json);
}

function unpackHead(bytes: Uint8Array): JournalHead | undefined {
  const text = new TextDecoder().decode(bytes);
  const json = text.slice(16);
  // What bears its checksum was written by `packHead`.
  return text.slice(0, 16) === checksum(json) ? (JSON.parse(json) as JournalHead) : undefined;
}

function checksum(text: string): string {
  const hash = new WordHash();
  hash.addText(text);
  return hash.digest();
}
