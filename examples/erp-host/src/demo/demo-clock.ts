/** The sample company books until the last day of June 2026; the demo opens the morning after. */
const OPENING = Date.parse('2026-07-01T08:00:00Z');

/** A clock of the demo: the time of its story, moving with real time. `advance` lets days pass. */
export interface DemoClock {
  readonly now: () => number;
  readonly advance: (days: number) => void;
}

/** Starts the clock of the demo. */
export function createDemoClock(): DemoClock {
  const started = Date.now();
  let ahead = 0;
  return {
    now: () => OPENING + ahead + (Date.now() - started),
    advance: (days) => {
      ahead += days * 86_400_000;
    },
  };
}
