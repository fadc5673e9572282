import type { DemoContext } from './demo-context.js';

/** A customer of the CRM as matching reads it: the party with its contact points of today, under its number in the ERP. */
export type CustomerToMatch = {
  readonly id: string;
  readonly name: string;
  readonly forename: string | undefined;
  readonly surname: string | undefined;
  readonly birthDate: string | undefined;
  readonly taxId: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly mobile: string | undefined;
  readonly street: string | undefined;
  readonly district: string | undefined;
  readonly city: string | undefined;
  readonly postalCode: string | undefined;
};

/** The customers of one kind, in the order of their numbers. */
export async function readCustomers(
  { database: { query }, session }: DemoContext,
  kind: 'person' | 'organization',
): Promise<readonly CustomerToMatch[]> {
  const numbers = (await query('select customer_no from erp.customers order by 1', [])).map((row) =>
    String(row.customer_no),
  );
  const ids = await session.party.resolve(numbers.map((id) => ({ system: 'erp', id })));
  const numberOf = new Map(ids.map((id, at) => [id, numbers[at] as string]));
  const contacts = await readContacts(session);
  const customers: CustomerToMatch[] = [];
  for await (const party of session.party.iterate({ where: (each) => each.kind.eq(kind) })) {
    const { name, givenName, familyName, birthDate, taxId } = party;
    const number = numberOf.get(party.id);
    if (number === undefined) continue;
    customers.push({
      ...{ id: number, name, forename: givenName, surname: familyName, birthDate, taxId },
      ...(contacts.get(party.id) ?? NO_CONTACTS),
    });
  }
  return customers.sort((a, b) => (a.id < b.id ? -1 : 1));
}

type Contacts = Pick<CustomerToMatch, 'email' | 'phone' | 'mobile' | 'street' | 'district' | 'city' | 'postalCode'>;

const NO_CONTACTS: Contacts = {
  email: undefined,
  phone: undefined,
  mobile: undefined,
  street: undefined,
  district: undefined,
  city: undefined,
  postalCode: undefined,
};

/** The contact points of today by party. */
async function readContacts(session: DemoContext['session']): Promise<ReadonlyMap<string, Contacts>> {
  const contacts = new Map<string, Contacts>();
  for await (const point of session.contactPoint.iterate({ where: (each) => each.validTo.isNull() })) {
    const { kind, purposes, value, line1, district, city, postalCode } = point;
    const known = contacts.get(point.party) ?? NO_CONTACTS;
    if (kind === 'postal') contacts.set(point.party, { ...known, street: line1, district, city, postalCode });
    else if (kind === 'email') contacts.set(point.party, { ...known, email: value });
    else if (purposes.includes('mobile')) contacts.set(point.party, { ...known, mobile: value });
    else contacts.set(point.party, { ...known, phone: value });
  }
  return contacts;
}
