/** The domain somebody registered, of a host; null for a host that is none, such as an address of numbers. */
type ReadDomain = (host: string) => string | null;

let readDomain: ReadDomain | undefined;
let loading: Promise<void> | undefined;

/**
 * Loads the list of public suffixes (`co.uk`, `com.tw`, `github.io` …), under which people register their domains. It is
 * large, so nothing loads it but a field of web sites.
 */
export function loadDomains(): Promise<void> {
  loading ??= import('tldts').then(({ getDomain }) => {
    const options = { allowPrivateDomains: true, validateHostname: false };
    readDomain = (host) => getDomain(host, options);
  });
  return loading;
}

/**
 * The domain somebody registered: `acme.co.uk` of `shop.acme.co.uk`; the host itself when it lies under no known suffix.
 *
 * @throws Error when {@link loadDomains} has not finished: a fault of the engine, not of the data
 */
export function registrableDomain(host: string): string {
  if (readDomain === undefined) throw new Error('The public suffixes are not loaded. Await loadDomains() before.');
  return readDomain(host) ?? host;
}
