import type { Scaled, StoredMoney } from '../../storage/contract.js';

/**
 * Closures that read one field and compare it with one constant, fused: one call, one property read, one comparison.
 * Each kind has source text of its own, so the engine's type feedback at every comparison stays of one kind. They take
 * the object that holds the field: the row, or its `custom`.
 */
export type FieldPredicate = (holder: Holder) => boolean;
/** The row, or its `custom`. */
type Holder = { readonly [field: string]: unknown };
/** A factory of one comparison between a field and a constant. */
export type FieldComparison<T> = (field: string, constant: T) => FieldPredicate;

/** How a field has to stand to the constant. */
export type Relation = '=' | '<' | '<=' | '>' | '>=';
/** One factory per relation. */
type Comparisons<T> = { readonly [R in Relation]: FieldComparison<T> };

/** Comparisons of whole numbers, also as scaled digits beyond 2^53, whose sign alone decides against a safe constant. */
export const numberComparisons: Comparisons<number> = {
  '=': (field, constant) => (holder) => holder[field] === constant,
  '<': (field, constant) => (holder) => {
    const value = holder[field];
    return typeof value === 'number' ? value < constant : isNegative(value);
  },
  '<=': (field, constant) => (holder) => {
    const value = holder[field];
    return typeof value === 'number' ? value <= constant : isNegative(value);
  },
  '>': (field, constant) => (holder) => {
    const value = holder[field];
    return typeof value === 'number' ? value > constant : isPositive(value);
  },
  '>=': (field, constant) => (holder) => {
    const value = holder[field];
    return typeof value === 'number' ? value >= constant : isPositive(value);
  },
};

/** Number comparisons fused with the way to `custom`. */
export const customNumberComparisons: Comparisons<number> = {
  '=': (field, constant) => (holder) => (holder.custom as Holder | undefined)?.[field] === constant,
  '<': (field, constant) => (holder) => {
    const value = (holder.custom as Holder | undefined)?.[field];
    return typeof value === 'number' ? value < constant : isNegative(value);
  },
  '<=': (field, constant) => (holder) => {
    const value = (holder.custom as Holder | undefined)?.[field];
    return typeof value === 'number' ? value <= constant : isNegative(value);
  },
  '>': (field, constant) => (holder) => {
    const value = (holder.custom as Holder | undefined)?.[field];
    return typeof value === 'number' ? value > constant : isPositive(value);
  },
  '>=': (field, constant) => (holder) => {
    const value = (holder.custom as Holder | undefined)?.[field];
    return typeof value === 'number' ? value >= constant : isPositive(value);
  },
};

/** Equality with a text of `custom`, for which most of its fields are asked: fused with the way there. */
export const equalCustomText: FieldComparison<string> = (field, constant) => (holder) =>
  (holder.custom as Holder | undefined)?.[field] === constant;

/** @example equalText('status', 'active')({ status: 'active' }); // true */
export const equalText: FieldComparison<string> = (field, constant) => (holder) => holder[field] === constant;

/** Comparisons of money within the constant's currency; its scaled amount is a safe number. */
export const moneyComparisons: Comparisons<{ readonly amount: number; readonly currency: string }> = {
  '=': (field, { amount, currency }) => {
    return (holder) => amountIn(holder[field], currency) === amount;
  },
  '<': (field, { amount, currency }) => {
    return (holder) => {
      const own = amountIn(holder[field], currency);
      return typeof own === 'number' ? own < amount : isNegative(own);
    };
  },
  '<=': (field, { amount, currency }) => {
    return (holder) => {
      const own = amountIn(holder[field], currency);
      return typeof own === 'number' ? own <= amount : isNegative(own);
    };
  },
  '>': (field, { amount, currency }) => {
    return (holder) => {
      const own = amountIn(holder[field], currency);
      return typeof own === 'number' ? own > amount : isPositive(own);
    };
  },
  '>=': (field, { amount, currency }) => {
    return (holder) => {
      const own = amountIn(holder[field], currency);
      return typeof own === 'number' ? own >= amount : isPositive(own);
    };
  },
};

function amountIn(value: unknown, currency: string): Scaled | undefined {
  const money = value as StoredMoney | undefined | null;
  return money !== undefined && money !== null && money.currency === currency ? money.amount : undefined;
}

function isNegative(digits: unknown): boolean {
  return typeof digits === 'string' && digits[0] === '-';
}

function isPositive(digits: unknown): boolean {
  return typeof digits === 'string' && digits[0] !== '-';
}

/** @example isAbsent('name')({}); // true */
export const isAbsent =
  (field: string): FieldPredicate =>
  (holder) =>
    holder[field] === undefined || holder[field] === null;

/** @example isPresent('name')({}); // false */
export const isPresent =
  (field: string): FieldPredicate =>
  (holder) =>
    holder[field] !== undefined && holder[field] !== null;

/** @example isTrue('active')({ active: true }); // true */
export const isTrue =
  (field: string): FieldPredicate =>
  (holder) =>
    holder[field] === true;

/** @example startsWith('name', 'Ac')({ name: 'Acme' }); // true */
export const startsWith: FieldComparison<string> = (field, part) => (holder) => {
  const value = holder[field];
  return typeof value === 'string' && value.startsWith(part);
};
/** @example endsWith('name', 'me')({ name: 'Acme' }); // true */
export const endsWith: FieldComparison<string> = (field, part) => (holder) => {
  const value = holder[field];
  return typeof value === 'string' && value.endsWith(part);
};
/** @example contains('name', 'cm')({ name: 'Acme' }); // true */
export const contains: FieldComparison<string> = (field, part) => (holder) => {
  const value = holder[field];
  return typeof value === 'string' && value.includes(part);
};

/** @example hasItem('tags', 'vip')({ tags: ['vip'] }); // true */
export const hasItem: FieldComparison<string> = (field, item) => (holder) => {
  const value = holder[field];
  return Array.isArray(value) && value.includes(item);
};

/** Inside when `low ≤ value ≤ high`; all are plain ASCII. @example isOnDays('day', '2024-01-01', '2024-01-31')({ day: '2024-01-15' }); // true */
export const isOnDays =
  (field: string, low: string, high: string): FieldPredicate =>
  (holder) => {
    const value = holder[field];
    return typeof value === 'string' && value >= low && value <= high;
  };
/** @example isRange('visits', 1, 9)({ visits: 5 }); // true */
export const isRange =
  (field: string, low: number, high: number): FieldPredicate =>
  (holder) => {
    const value = holder[field];
    return typeof value === 'number' && value >= low && value <= high;
  };

/** @example isOneOf('status', new Set(['a']))({ status: 'a' }); // true */
export const isOneOf =
  (field: string, items: ReadonlySet<unknown>): FieldPredicate =>
  (holder) =>
    items.has(holder[field]);
/** @example isOneOfTwo('status', 'a', 'b')({ status: 'b' }); // true */
export const isOneOfTwo =
  (field: string, first: string, second: string): FieldPredicate =>
  (holder) => {
    const value = holder[field];
    return value === first || value === second;
  };
/** @example isOneOfThree('status', 'a', 'b', 'c')({ status: 'b' }); // true */
export const isOneOfThree =
  (field: string, first: string, second: string, third: string): FieldPredicate =>
  (holder) => {
    const value = holder[field];
    return value === first || value === second || value === third;
  };

/**
 * Places a comparison on what a resolved path names: a field of the row, or one of its `custom`, which may be missing.
 *
 * @example
 * placeOnPath(['custom', 'vip'], isTrue)({}); // false
 */
export function placeOnPath(
  [first = '', second]: readonly string[],
  create: (field: string) => FieldPredicate,
): FieldPredicate {
  if (second === undefined) return create(first);
  const predicate = create(second);
  const withoutCustom = predicate({});
  return (holder) => {
    const custom = holder.custom;
    return custom === undefined ? withoutCustom : predicate(custom as Holder);
  };
}
