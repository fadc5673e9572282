import { address } from './address.js';
import { category } from './category.js';
import { date } from './date.js';
import { email } from './email.js';
import { givenName } from './given-name.js';
import { identifier } from './identifier.js';
import type { Kind, KindName } from './kind.js';
import { number } from './number.js';
import { organization } from './organization.js';
import { people } from './people.js';
import { phone } from './phone.js';
import { city, country, region } from './place.js';
import { postcode } from './postcode.js';
import { street } from './street.js';
import { surname } from './surname.js';
import { text } from './text.js';
import { website } from './website.js';

const kinds: Readonly<Record<KindName, Kind>> = {
  givenName,
  surname,
  organization,
  email,
  phone,
  website,
  date,
  identifier,
  street,
  city,
  region,
  postcode,
  country,
  address,
  text,
  people,
  number,
  category,
};

/** The names of all kinds that are built in. */
export const kindNames: readonly KindName[] = Object.keys(kinds) as KindName[];

/** The kind that is built in under a name. */
export function kindOf(name: KindName): Kind {
  return kinds[name];
}

/** Loads what the kinds need, before their texts are compared or blocked. */
export async function loadKinds(names: Iterable<KindName>): Promise<void> {
  await Promise.all(Array.from(new Set(names), (name) => kinds[name].load?.()));
}
