import type { AddressParts } from './address-parts.js';
import { keyOfWord } from './romanisation-key.js';
import { similarKeys } from './similar-keys.js';

/** Agreement of one part: 1 the same, 0 contradicting, in between alike; undefined when a side lacks it. */
type PartAgreement = number | undefined;

/** How the parts of two addresses agree; the levels and the score are read from it. */
export interface AddressAgreement {
  readonly city: PartAgreement;
  readonly district: PartAgreement;
  readonly road: PartAgreement;
  readonly section: PartAgreement;
  readonly lane: PartAgreement;
  readonly number: PartAgreement;
  readonly floor: PartAgreement;
  readonly room: PartAgreement;
  readonly postcode: PartAgreement;
}

/** Compares two addresses part by part; either may be Chinese or romanised. Symmetric. */
export function agreeOnAddress(a: AddressParts, b: AddressParts): AddressAgreement {
  return {
    city: agreeOnCity(a, b),
    district: agreeOnPlace(a, b, 'district'),
    road: agreeOnRoad(a, b),
    section: agreeOnOptional(a.section === 0 ? '' : String(a.section), b.section === 0 ? '' : String(b.section)),
    lane: agreeOnOptional(joinLane(a), joinLane(b)),
    number: agreeOnNumber(a, b),
    floor: agreeOnFloor(a.floor, b.floor),
    room: a.room === '' || b.room === '' ? undefined : a.room === b.room ? 1 : 0,
    postcode:
      a.postcode === '' || b.postcode === '' ? undefined : a.postcode.slice(0, 3) === b.postcode.slice(0, 3) ? 1 : 0,
  };
}

/** Weights in nats for agreement, contradiction and presence on one side only: [same, contradicting, one-sided]. */
const WEIGHTS: Readonly<Record<keyof AddressAgreement, readonly [number, number]>> = {
  city: [0.5, -2],
  district: [1, -1.5],
  road: [4, -5],
  section: [1, -2],
  lane: [1.5, -2.5],
  number: [3.5, -3.5],
  floor: [1.2, -0.6],
  room: [0.5, -0.3],
  postcode: [0.7, -0.5],
};
// So much evidence is needed before two addresses are as likely the same as not.
const PRIOR_NATS = 5;

/**
 * How likely two addresses are the same door, from 0 to 1: weights of the parts that agree or contradict, added up and put on a
 * logistic scale. Parts that one side lacks do not count.
 *
 * @example
 * compareAddressParts(parseHanAddress('台北市松江路125號'), parseRomanisedAddress('No.125, Sung Chiang Rd. Taipei')); // 0.95
 */
export function compareAddressParts(a: AddressParts, b: AddressParts): number {
  return scoreAgreement(agreeOnAddress(a, b));
}

/** {@link compareAddressParts} for an agreement that is known already. */
function scoreAgreement(agreement: AddressAgreement): number {
  let nats = -PRIOR_NATS;
  for (const part of Object.keys(WEIGHTS) as (keyof AddressAgreement)[]) {
    const value = agreement[part];
    if (value === undefined) continue;
    const [same, contradicting] = WEIGHTS[part];
    nats += contradicting + (same - contradicting) * value;
  }
  return 1 / (1 + Math.exp(-nats));
}

function joinLane({ lane, alley }: AddressParts): string {
  return alley === '' ? lane : `${lane}/${alley}`;
}

/** A section or lane which only one side names is half a contradiction. */
function agreeOnOptional(a: string, b: string): PartAgreement {
  if (a === '' && b === '') return undefined;
  if (a === '' || b === '') return 0.5;
  return a === b ? 1 : 0;
}

function agreeOnRoad(a: AddressParts, b: AddressParts): PartAgreement {
  if (a.road !== '' && b.road !== '') {
    const alike = similarKeys(a.road, b.road);
    if (alike >= 0.75) return alike;
    // 工業區35路 is `35th Rd., Industrial Park` or `Gongyequ 35th Rd.`
    if (isTail(a.road, b.road) || isTail(b.road, a.road)) return 0.85;
    return isWithin(a.road, b.rest) || isWithin(b.road, a.rest) ? 0.8 : Math.max(0, alike - 0.4);
  }
  if (a.road === '' && b.road === '') {
    if (a.rest === '' || b.rest === '') return a.village !== '' && a.village === b.village ? 0.8 : undefined;
    return isWithin(a.rest, b.rest) || isWithin(b.rest, a.rest) || (a.village !== '' && a.village === b.village)
      ? 0.85
      : undefined;
  }
  const [road, other] = a.road === '' ? [b.road, a] : [a.road, b];
  return isWithin(road, other.rest) || (other.village !== '' && road === other.village) ? 0.9 : undefined;
}

function isTail(tail: string, whole: string): boolean {
  return tail.length >= 2 && whole.length > tail.length && whole.endsWith(tail);
}

function isWithin(part: string, whole: string): boolean {
  return part.length >= 4 && whole.includes(part);
}

const TAIPEI = new Set(['taibei', 'xinbei'].map(keyOfWord));

function agreeOnCity(a: AddressParts, b: AddressParts): PartAgreement {
  if (a.city === '' || b.city === '') return undefined;
  if (a.city === b.city) return 1;
  // `Taipei` alone often means the county around it, New Taipei since 2010.
  if (TAIPEI.has(a.city) && TAIPEI.has(b.city)) return 0.6;
  return a.city === b.district || b.city === a.district ? 0.8 : 0;
}

function agreeOnPlace(a: AddressParts, b: AddressParts, part: 'district'): PartAgreement {
  const [one, other] = [a[part], b[part]];
  if (one !== '' && other !== '') {
    const alike = similarKeys(one, other);
    return alike >= 0.75 ? alike : isWithin(one, other) || isWithin(other, one) ? 0.9 : 0;
  }
  if (one === '' && other === '') return undefined;
  const [place, without] = one === '' ? [other, a] : [one, b];
  return isWithin(place, without.rest) ? 1 : undefined;
}

function agreeOnNumber(a: AddressParts, b: AddressParts): PartAgreement {
  if (a.number === '' || b.number === '') return undefined;
  if (a.number === b.number) return 1;
  if (a.moreNumbers.includes(b.number) || b.moreNumbers.includes(a.number)) return 0.95;
  const [mainA, mainB] = [a.number.split('-')[0], b.number.split('-')[0]];
  // One side may leave the branch out; two different branches are different doors.
  if (mainA !== mainB) return 0;
  return a.number.includes('-') && b.number.includes('-') ? 0.3 : 0.7;
}

function agreeOnFloor(a: string, b: string): PartAgreement {
  if (a === '' || b === '') return undefined;
  if (a === b) return 1;
  const floors = new Set(a.split(/[,-]/));
  return b.split(/[,-]/).some((floor) => floors.has(floor)) ? 0.8 : 0;
}
