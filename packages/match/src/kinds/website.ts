import type { Dictionary } from '../table/dictionary.js';
import type { Kind } from './kind.js';
import { lazyObjects } from './lazy-feature.js';
import { areOneSlipApart } from './one-edit.js';
import { loadDomains, registrableDomain } from './registrable-domain.js';

const DIFFERENT = 0;
const TYPO = 1;
const DOMAIN = 2;
const RAW_CAP = 256;
const TYPO_LENGTH = 8;

/** Hosts where each has a page of his own: the path tells whose. */
const sharedHosts =
  /^(?:[a-z-]+\.)?(?:facebook|fb|instagram|linkedin|twitter|x|youtube|youtu|twitch|tiktok|pinterest|medium|linktr|xing|weibo|line|t|wa|github|etsy|ebay|yelp)\.(?:com|me|ee|tv|be|cn)$/;
/** Editions of such a host for a country or a telephone; the page is the same in all. */
const edition = /^(?:m|mobile|web|[a-z]{2}(?:-[a-z]{2})?)\.(?=[^.]+\.[^.]+$)/;
/** How much of a path is read there: `company/acme`. */
const PATH_PARTS = 2;

const address =
  /^(?:[a-z][a-z+.-]*:)?(?:\/\/)?(?:[^\s/?#@]*@)?(?:www\d?\.)*([^\s/?#:@]+\.[^\s/?#:@.]+)\.?(?::\d*)?(\/[^?#]*)?(?:[?#].*)?$/u;

/**
 * The host of a web address in lower case, without scheme, `www.`, port, path and query; on hosts that are shared by many
 * (Facebook, LinkedIn …) with the path that says whose page it is. Names in other scripts are written as the network
 * does (`xn--…`). Of several addresses the first is read; texts without a host answer the empty text. At
 * most 256 code units are read.
 */
function normaliseWebsite(raw: string): string {
  const capped = raw.slice(0, RAW_CAP).trim().toLowerCase();
  const first = capped.split(/[\s,;|]+/u).find((part) => part.includes('.'));
  if (first === undefined) return '';
  const found = address.exec(first);
  if (found === null) return '';
  const host = asciiHost(found[1] as string);
  if (host === '' || !sharedHosts.test(host)) return host;
  const path = (found[2] ?? '').split('/').filter((part) => part !== '');
  return [host.replace(edition, ''), ...path.slice(0, PATH_PARTS)].join('/');
}

const plainHost = /^[a-z0-9.-]+$/;

function asciiHost(host: string): string {
  if (plainHost.test(host)) return host;
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    // No name of a host can be made of it.
    return '';
  }
}

function createWebsiteComparator(dictionary: Dictionary): (a: number, b: number) => number {
  const domainOf = lazyObjects(dictionary, domainKey);
  return (a, b) => {
    if (domainOf(a) !== '' && domainOf(a) === domainOf(b)) return DOMAIN;
    return areOneSlipApart(dictionary, a, b, TYPO_LENGTH) ? TYPO : DIFFERENT;
  };
}

/** The domain somebody registered; empty for a page on a host that is shared. */
function domainKey(text: string): string {
  return text.includes('/') || sharedHosts.test(text) ? '' : registrableDomain(text);
}

/** Web sites of companies and persons. */
export const website: Kind = {
  name: 'website',
  role: 'shared',
  load: loadDomains,
  normalise: normaliseWebsite,
  levels: [
    { id: 'different', m: 0.14, u: 0.9992 },
    { id: 'typo', m: 0.03, u: 0.0002 },
    { id: 'sameDomain', m: 0.05, u: 0.0002 },
    { id: 'same', m: 0.78, u: 0.0004 },
  ],
  comparator: createWebsiteComparator,
  keys: [
    { id: 'exact', key: (text) => text },
    { id: 'domain', key: domainKey },
  ],
};
