// Synthetic people with realistic duplicates. Deterministic: same args -> same bytes.
// node gen_people.mjs --n 1000000 --dup 0.2 --seed 42 --out people.csv
// columns: id,first_name,surname,dob,email,phone,street,city,postcode,cluster
// n = total records; dup = share of records that are duplicates of an earlier entity (records = entities*(1)+dups).
// Households (same surname, street, phone; different person) are generated on purpose as hard negatives.
import fs from 'node:fs';

const arg = Object.fromEntries(
  process.argv
    .slice(2)
    .join(' ')
    .split('--')
    .filter(Boolean)
    .map((s) => s.trim().split(' ')),
);
const N = +(arg.n || 1e6),
  DUP = +(arg.dup || 0.2),
  SEED = +(arg.seed || 42),
  OUT = arg.out || 'people.csv';
let s = SEED >>> 0;
const rnd = () => {
  s = (s + 0x6d2b79f5) | 0;
  let t = Math.imul(s ^ (s >>> 15), 1 | s);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const ri = (n) => (rnd() * n) | 0,
  pick = (a) => a[ri(a.length)],
  chance = (p) => rnd() < p;
const F =
  'james mary john patricia robert jennifer michael linda david elizabeth william barbara richard susan joseph jessica thomas sarah charles karen christopher lisa daniel nancy matthew betty anthony sandra mark margaret donald ashley steven kimberly andrew emily paul donna joshua michelle kenneth carol kevin amanda brian melissa george deborah timothy stephanie ronald rebecca jason laura edward helen jeffrey sharon ryan cynthia jacob kathleen gary amy nicholas angela eric shirley jonathan anna stephen brenda larry pamela justin emma scott nicole brandon samantha benjamin katherine samuel christine gregory debra alexander rachel patrick catherine frank carolyn raymond janet jack maria dennis heather jerry diane tyler ruth aaron julie jose olivia adam joyce nathan virginia henry victoria zachary kelly douglas lauren peter christina kyle joan noah evelyn ethan judith jeremy megan walter cheryl keith andrea christian hannah roger jacqueline terry martha austin gloria sean teresa gerald ann carl sara harold madison dylan frances arthur kathryn lawrence janice jordan jean jesse abigail bryan alice billy julia bruce judy gabriel sophia joe grace logan denise alan amber juan doris albert marilyn willie danielle elijah beverly wayne isabella randy theresa vincent diana mason natalie roy brittany ralph charlotte bobby marie russell kayla bradley alexis philip lori eugene mohammed priya wei olga fatima hiroshi chen aisha ivan ingrid'.split(
    ' ',
  );
const NICK = {
  james: 'jim',
  robert: 'bob',
  michael: 'mike',
  william: 'bill',
  richard: 'rick',
  joseph: 'joe',
  thomas: 'tom',
  charles: 'charlie',
  christopher: 'chris',
  daniel: 'dan',
  matthew: 'matt',
  anthony: 'tony',
  steven: 'steve',
  andrew: 'andy',
  joshua: 'josh',
  kenneth: 'ken',
  timothy: 'tim',
  jeffrey: 'jeff',
  nicholas: 'nick',
  jonathan: 'jon',
  stephen: 'steve',
  benjamin: 'ben',
  samuel: 'sam',
  gregory: 'greg',
  alexander: 'alex',
  patrick: 'pat',
  elizabeth: 'liz',
  jennifer: 'jen',
  patricia: 'pat',
  barbara: 'barb',
  susan: 'sue',
  jessica: 'jess',
  margaret: 'peggy',
  kimberly: 'kim',
  deborah: 'deb',
  rebecca: 'becky',
  katherine: 'kate',
  catherine: 'cathy',
  christine: 'chris',
  samantha: 'sam',
  victoria: 'vicky',
  abigail: 'abby',
  edward: 'ed',
  ronald: 'ron',
  donald: 'don',
  zachary: 'zach',
  lawrence: 'larry',
  theresa: 'terry',
  danielle: 'dani',
  natalie: 'nat',
};
const S0 =
  'smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts patel khan singh murphy kelly evans edwards collins stewart morris cook rogers reed bell bailey cooper richardson cox ward watson brooks gray hughes price bennett wood barnes ross henderson coleman jenkins perry powell long patterson butler simmons foster bryant russell griffin hayes'.split(
    ' ',
  );
const A = 'b br c ch cl d dr f g gr h j k l m n p pr r s sh st t th tr v w wh z'.split(' '),
  V = 'a e i o u ai ea ee ou oa ie'.split(' '),
  Z = 'n r l s t ck nd rt ld ng m ll st rd tt sh th y'.split(' '),
  SUF = ['son', 'ton', 'ley', 'man', 'er', 'ford', 'field', 'well', 'sen', 'ski', 'ez', 'ov', '', ''];
const syll = () => pick(A) + pick(V) + pick(Z);
const uniq = (n, f) => {
  const o = new Set();
  while (o.size < n) o.add(f());
  return [...o];
};
const FN = [
  ...F,
  ...uniq(3000, () => pick(A) + pick(V) + pick(Z) + pick(['a', 'o', 'ie', 'el', 'ine', 'an', 'ia', 'us'])),
];
const SN = [...S0, ...uniq(60000, () => syll() + (chance(0.45) ? syll() : '') + pick(SUF))];
const zipf = (n, k) => {
  const c = new Float64Array(n);
  let t = 0;
  for (let i = 0; i < n; i++) {
    t += 1 / (i + 2.7) ** k;
    c[i] = t;
  }
  for (let i = 0; i < n; i++) c[i] /= t;
  return () => {
    const r = rnd();
    let a = 0,
      b = n - 1;
    while (a < b) {
      const m = (a + b) >> 1;
      if (c[m] < r) a = m + 1;
      else b = m;
    }
    return a;
  };
};
const zf = zipf(FN.length, 1.05),
  zs = zipf(SN.length, 0.85);
const CITY = uniq(
  900,
  () => syll() + pick(['ton', 'ham', 'bury', 'ville', 'port', 'mouth', 'wick', 'by', ' city', ' hill']),
);
const zc = zipf(CITY.length, 0.9);
const STN = uniq(6000, () => (chance(0.2) ? pick(S0) : syll() + (chance(0.5) ? pick(['er', 'y', 'en', 'ing']) : ''))),
  STT = ['street', 'road', 'avenue', 'lane', 'close', 'drive', 'court', 'way', 'place', 'crescent'];
const ABBR = {
  street: 'st',
  road: 'rd',
  avenue: 'ave',
  lane: 'ln',
  drive: 'dr',
  court: 'ct',
  place: 'pl',
  crescent: 'cres',
  close: 'cl',
  way: 'wy',
};
const DOM = [
  'gmail.com',
  'gmail.com',
  'gmail.com',
  'yahoo.com',
  'hotmail.com',
  'outlook.com',
  'icloud.com',
  'aol.com',
  'proton.me',
  'btinternet.com',
  'example.org',
  'mail.co.uk',
];
const L = 'abcdefghijklmnopqrstuvwxyz',
  KB = {
    q: 'wa',
    w: 'qes',
    e: 'wrd',
    r: 'etf',
    t: 'ryg',
    y: 'tuh',
    u: 'yij',
    i: 'uok',
    o: 'ipl',
    p: 'o',
    a: 'qsz',
    s: 'adwx',
    d: 'sfec',
    f: 'dgrv',
    g: 'fhtb',
    h: 'gjyn',
    j: 'hkum',
    k: 'jli',
    l: 'ko',
    z: 'ax',
    x: 'zsc',
    c: 'xdv',
    v: 'cfb',
    b: 'vgn',
    n: 'bhm',
    m: 'nj',
  };
const PH = [
  ['ph', 'f'],
  ['ck', 'k'],
  ['ee', 'ea'],
  ['ie', 'y'],
  ['ll', 'l'],
  ['tt', 't'],
  ['c', 'k'],
  ['s', 'z'],
  ['ou', 'u'],
  ['th', 't'],
  ['ey', 'y'],
  ['sen', 'son'],
];
const p2 = (n) => (n < 10 ? '0' : '') + n;
const dobOf = () => {
  const y = 1930 + (((rnd() + rnd()) * 38) | 0),
    m = 1 + ri(12);
  return `${y}-${p2(m)}-${p2(1 + ri([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1]))}`;
};
const area = (c) => {
  const n = CITY[c].replace(/[^a-z]/g, '').toUpperCase();
  return n[0] + n[2 + (c % 2)];
};
const pcOf = (c) => `${area(c)}${1 + ri(20)} ${1 + ri(9)}${L[ri(26)].toUpperCase()}${L[ri(26)].toUpperCase()}`;
const phoneOf = () => `07${String(100000000 + ri(899999999))}`;
const streetOf = () => `${1 + ri(chance(0.7) ? 120 : 999)} ${pick(STN)} ${pick(STT)}`;
const emailOf = (f, l, dob) => {
  const d = pick(DOM),
    r = rnd(),
    y = dob.slice(2, 4);
  return (
    (r < 0.3
      ? `${f}.${l}`
      : r < 0.5
        ? `${f[0]}${l}`
        : r < 0.7
          ? `${f}${l}${y}`
          : r < 0.85
            ? `${f}${ri(1000)}`
            : `${f}_${l[0]}${ri(10000)}`) +
    '@' +
    d
  );
};
const typo = (w) => {
  if (!w) return w;
  const i = ri(w.length),
    r = rnd();
  if (r < 0.3) {
    const k = KB[w[i]];
    return w.slice(0, i) + (k ? pick([...k]) : /\d/.test(w[i]) ? ri(10) : L[ri(26)]) + w.slice(i + 1);
  }
  if (r < 0.5) return w.slice(0, i) + w.slice(i + 1);
  if (r < 0.7) return w.slice(0, i) + L[ri(26)] + w.slice(i);
  if (r < 0.9) return i + 1 < w.length ? w.slice(0, i) + w[i + 1] + w[i] + w.slice(i + 2) : w;
  for (let t = 0; t < 6; t++) {
    const [a, b] = pick(PH);
    if (w.includes(a)) return w.replace(a, b);
  }
  return w;
};
const dobErr = (d) => {
  let [y, m, dd] = d.split('-');
  const r = rnd();
  if (r < 0.25 && +dd <= 12) [m, dd] = [dd, m];
  else if (r < 0.5) y = String(+y + pick([-1, 1, -10, 10]));
  else if (r < 0.75) dd = p2(1 + ri(28));
  else if (r < 0.9) m = p2(1 + ri(12));
  else {
    m = '01';
    dd = '01';
  }
  return `${y}-${m}-${dd}`;
};
const fmtPhone = (p) => {
  const r = rnd();
  return r < 0.5
    ? p
    : r < 0.7
      ? `${p.slice(0, 5)} ${p.slice(5)}`
      : r < 0.85
        ? `+44${p.slice(1)}`
        : `+44 ${p.slice(1, 5)} ${p.slice(5)}`;
};
const out = fs.openSync(OUT, 'w');
let buf = 'id,first_name,surname,dob,email,phone,street,city,postcode,cluster\n',
  id = 0,
  cl = 0;
const st = { typoFields: 0, moved: 0, nick: 0, swap: 0, married: 0 };
const emit = (e, c) => {
  buf += `${id++},${e.f},${e.l},${e.d},${e.e},${e.p ? fmtPhone(e.p) : ''},${e.s},${e.c},${e.z},${c}\n`;
  if (buf.length > 1 << 20) {
    fs.writeSync(out, buf);
    buf = '';
  }
};
const base = () => {
  const c = zc(),
    f = FN[zf()],
    l = SN[zs()],
    d = dobOf();
  return {
    f,
    l,
    d,
    e: chance(0.75) ? emailOf(f, l, d) : '',
    p: chance(0.8) ? phoneOf() : '',
    s: streetOf(),
    c: CITY[c],
    ci: c,
    z: pcOf(c),
  };
};
const corrupt = (e) => {
  const o = { ...e };
  let k = 0;
  if (chance(0.1) && NICK[o.f]) {
    o.f = NICK[o.f];
    st.nick++;
  } else if (chance(0.12)) {
    o.f = typo(o.f);
    k++;
  } else if (chance(0.04)) o.f = o.f[0];
  if (chance(0.13)) {
    o.l = typo(o.l);
    k++;
  } else if (chance(0.02)) {
    o.l = SN[zs()];
    st.married++;
  } else if (chance(0.01)) o.l += `-${SN[zs()]}`;
  if (chance(0.02)) {
    [o.f, o.l] = [o.l, o.f];
    st.swap++;
  }
  if (chance(0.09)) o.d = dobErr(o.d);
  else if (chance(0.08)) o.d = '';
  if (chance(0.15)) o.e = chance(0.5) ? emailOf(e.f, e.l, e.d) : '';
  else if (o.e && chance(0.06)) {
    const [u, d] = o.e.split('@');
    o.e = `${typo(u)}@${d}`;
    k++;
  }
  if (chance(0.18)) o.p = chance(0.6) ? phoneOf() : '';
  else if (o.p && chance(0.04)) {
    o.p = o.p.slice(0, 6) + ri(10) + o.p.slice(7);
    k++;
  }
  if (chance(0.14)) {
    const c = chance(0.6) ? o.ci : zc();
    o.ci = c;
    o.c = CITY[c];
    o.z = pcOf(c);
    o.s = streetOf();
    st.moved++;
  } else {
    if (chance(0.2)) o.s = o.s.replace(/(\w+)$/, (m) => ABBR[m] || m);
    if (chance(0.1)) {
      o.s = typo(o.s);
      k++;
    }
    if (chance(0.05)) {
      o.c = typo(o.c);
      k++;
    }
    if (chance(0.05)) {
      o.z = typo(o.z);
      k++;
    } else if (chance(0.1)) o.z = o.z.replace(' ', '');
    if (chance(0.04)) o.s = '';
    if (chance(0.05)) o.z = '';
    if (chance(0.05)) o.c = '';
  }
  if (k) st.typoFields += k;
  return o;
};
const pend = []; // duplicates are written later than their original, at random distance
const hist = {};
while (id < N) {
  if (pend.length && (pend.length > 20000 || chance(DUP))) {
    const j = ri(pend.length),
      [o, c] = pend[j];
    pend[j] = pend[pend.length - 1];
    pend.pop();
    emit(o, c);
    continue;
  }
  const e = base(),
    c = cl++;
  emit(e, c);
  const p = DUP / (1 - DUP) / 1.43;
  let n = 0;
  if (chance(p)) {
    n = 1;
    const r = rnd();
    if (r > 0.7) n = 2;
    if (r > 0.9) n = 3;
    if (r > 0.97) n = 4 + ri(3);
  }
  hist[n + 1] = (hist[n + 1] || 0) + 1;
  for (let i = 0; i < n; i++) pend.push([corrupt(e), c]);
  if (chance(0.06) && id < N) {
    const h = { ...base(), l: e.l, s: e.s, c: e.c, ci: e.ci, z: e.z, p: chance(0.4) ? e.p : phoneOf() };
    if (chance(0.05)) h.d = e.d;
    h.e = chance(0.2) ? e.e : chance(0.75) ? emailOf(h.f, h.l, h.d) : '';
    emit(h, cl++);
  }
}
fs.writeSync(out, buf);
fs.closeSync(out);
console.error(JSON.stringify({ records: id, entities: cl, hist, undelivered: pend.length, ...st }));
