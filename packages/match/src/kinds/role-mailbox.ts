/**
 * Users of mailboxes that belong to an office and not to a person.
 *
 * @see RFC 2142, "Mailbox names for common services, roles and functions", 1997
 */
const roles = new Set(
  (
    'info information sales office support admin administrator contact contactus hello mail email post postmaster ' +
    'webmaster hostmaster service services customerservice customercare help helpdesk enquiries enquiry inquiries inquiry ' +
    'billing accounts accounting accountspayable invoices invoice finance hr jobs careers recruiting marketing press media ' +
    'news newsletter orders order booking bookings reservations reservation reception frontdesk team staff general legal ' +
    'compliance privacy abuse security noc procurement purchasing shop store feedback subscribe club kontakt ' +
    'buero sekretariat verwaltung empfang vertrieb verkauf bestellung rechnung buchhaltung bewerbung contacto ventas ' +
    'administracion oficina contato vendas comercial commercial accueil secretariat direction ventes contatti ' +
    'amministrazione segreteria vendite verkoop administratie biuro'
  ).split(' '),
);

/** Whether an address is a mailbox that many persons share: `info@…`, `customer.service@…`. */
export function isRoleMailbox(address: string): boolean {
  const at = address.lastIndexOf('@');
  return at > 0 && roles.has(address.slice(0, at).replace(/[._-]/g, ''));
}
