/** Codes of states and provinces and their names: United States, Canada, Australia, Germany's and Austria's states. */
const table = `
al alabama
ak alaska
az arizona
ar arkansas
ca california
co colorado
ct connecticut
de delaware
dc district of columbia
fl florida
ga georgia
hi hawaii
id idaho
il illinois
in indiana
ia iowa
ks kansas
ky kentucky
la louisiana
me maine
md maryland
ma massachusetts
mi michigan
mn minnesota
ms mississippi
mo missouri
mt montana
ne nebraska
nv nevada
nh new hampshire
nj new jersey
nm new mexico
ny new york
nc north carolina
nd north dakota
oh ohio
ok oklahoma
or oregon
pa pennsylvania
ri rhode island
sc south carolina
sd south dakota
tn tennessee
tx texas
ut utah
vt vermont
va virginia
wa washington
wv west virginia
wi wisconsin
wy wyoming
pr puerto rico
ab alberta
bc british columbia
mb manitoba
nb new brunswick
nl newfoundland and labrador
ns nova scotia
nt northwest territories
nu nunavut
on ontario
pe prince edward island
qc quebec
sk saskatchewan
yt yukon
nsw new south wales
vic victoria
qld queensland
sa south australia
wa western australia
tas tasmania
nt northern territory
act australian capital territory
nrw nordrhein westfalen
bw baden wurttemberg
rlp rheinland pfalz
mv mecklenburg vorpommern
`;
const codeByName = new Map<string, string>();
for (const line of table.trim().split('\n')) {
  const blank = line.indexOf(' ');
  codeByName.set(line.slice(blank + 1), line.slice(0, blank));
}

/** The code of a state or province by its folded name (`new south wales` → `nsw`), else `undefined`. */
export function regionCode(name: string): string | undefined {
  return codeByName.get(name);
}
