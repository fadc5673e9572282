/** ISO 3166-1: two letters, three letters, names in use separated by commas. */
const table = `
ad and andorra
ae are united arab emirates,uae
af afg afghanistan
ag atg antigua and barbuda
al alb albania
am arm armenia
ao ago angola
ar arg argentina
at aut austria,osterreich,autriche
au aus australia
az aze azerbaijan
ba bih bosnia and herzegovina,bosnia
bb brb barbados
bd bgd bangladesh
be bel belgium,belgie,belgique,belgien
bf bfa burkina faso
bg bgr bulgaria
bh bhr bahrain
bi bdi burundi
bj ben benin
bn brn brunei,brunei darussalam
bo bol bolivia
br bra brazil,brasil
bs bhs bahamas,the bahamas
bt btn bhutan
bw bwa botswana
by blr belarus
bz blz belize
ca can canada
cd cod democratic republic of the congo,dr congo
cf caf central african republic
cg cog congo,republic of the congo
ch che switzerland,schweiz,suisse,svizzera
ci civ ivory coast,cote divoire
cl chl chile
cm cmr cameroon
cn chn china,peoples republic of china,pr china,prc,p r china,中国,中华人民共和国,中國,中華人民共和國
co col colombia
cr cri costa rica
cu cub cuba
cv cpv cape verde,cabo verde
cy cyp cyprus
cz cze czech republic,czechia,ceska republika
de deu germany,deutschland,allemagne,alemania,federal republic of germany
dj dji djibouti
dk dnk denmark,danmark
dm dma dominica
do dom dominican republic
dz dza algeria
ec ecu ecuador
ee est estonia
eg egy egypt
er eri eritrea
es esp spain,espana,espagne,spanien
et eth ethiopia
fi fin finland,suomi
fj fji fiji
fr fra france,frankreich,francia
ga gab gabon
gb gbr united kingdom,uk,great britain,britain,england,scotland,wales,northern ireland,u k
gd grd grenada
ge geo georgia
gh gha ghana
gm gmb gambia,the gambia
gn gin guinea
gq gnq equatorial guinea
gr grc greece,hellas
gt gtm guatemala
gw gnb guinea bissau
gy guy guyana
hk hkg hong kong,hongkong,香港
hn hnd honduras
hr hrv croatia,hrvatska
ht hti haiti
hu hun hungary,magyarorszag
id idn indonesia
ie irl ireland,eire,republic of ireland
il isr israel
in ind india
iq irq iraq
ir irn iran
is isl iceland
it ita italy,italia,italien,italie
jm jam jamaica
jo jor jordan
jp jpn japan,nippon,日本
ke ken kenya
kg kgz kyrgyzstan
kh khm cambodia
kp prk north korea
kr kor south korea,korea,republic of korea,대한민국,한국
kw kwt kuwait
kz kaz kazakhstan
la lao laos
lb lbn lebanon
li lie liechtenstein
lk lka sri lanka
lr lbr liberia
ls lso lesotho
lt ltu lithuania
lu lux luxembourg,luxemburg
lv lva latvia
ly lby libya
ma mar morocco
mc mco monaco
md mda moldova
me mne montenegro
mg mdg madagascar
mk mkd north macedonia,macedonia
ml mli mali
mm mmr myanmar,burma
mn mng mongolia
mo mac macau,macao,澳门,澳門
mr mrt mauritania
mt mlt malta
mu mus mauritius
mv mdv maldives
mw mwi malawi
mx mex mexico
my mys malaysia
mz moz mozambique
na nam namibia
ne ner niger
ng nga nigeria
ni nic nicaragua
nl nld netherlands,the netherlands,holland,nederland,niederlande
no nor norway,norge
np npl nepal
nz nzl new zealand
om omn oman
pa pan panama
pe per peru
pg png papua new guinea
ph phl philippines,the philippines
pk pak pakistan
pl pol poland,polska,polen
pr pri puerto rico
pt prt portugal
py pry paraguay
qa qat qatar
ro rou romania
rs srb serbia
ru rus russia,russian federation,rossiya,россия
rw rwa rwanda
sa sau saudi arabia,ksa
sc syc seychelles
sd sdn sudan
se swe sweden,sverige,schweden
sg sgp singapore,新加坡
si svn slovenia
sk svk slovakia,slovak republic
sl sle sierra leone
sm smr san marino
sn sen senegal
so som somalia
sr sur suriname
ss ssd south sudan
sv slv el salvador
sy syr syria
sz swz eswatini,swaziland
td tcd chad
tg tgo togo
th tha thailand
tj tjk tajikistan
tm tkm turkmenistan
tn tun tunisia
to ton tonga
tr tur turkey,turkiye
tt tto trinidad and tobago
tw twn taiwan,taiwan roc,taiwan r o c,republic of china,roc,r o c,中华民国,中華民國,台湾,台灣,臺灣
tz tza tanzania
ua ukr ukraine
ug uga uganda
us usa united states,united states of america,america,u s a,u s,estados unidos,etats unis,usa
uy ury uruguay
uz uzb uzbekistan
va vat vatican,holy see
ve ven venezuela
vn vnm vietnam,viet nam
vu vut vanuatu
ws wsm samoa
xk xkx kosovo
ye yem yemen
za zaf south africa
zm zmb zambia
zw zwe zimbabwe
`;
const codeByName = new Map<string, string>();
const codes = new Set<string>();
for (const line of table.trim().split('\n')) {
  const code = line.slice(0, 2);
  codes.add(code);
  codeByName.set(line.slice(3, 6), code);
  for (const name of line.slice(7).split(',')) codeByName.set(name, code);
}

/** The two-letter code of a country, lower case, by its folded name or three-letter code; `undefined` when unknown. */
export function countryCode(name: string): string | undefined {
  return codeByName.get(name);
}

/** Tells whether a folded word is a two-letter country code. */
export function isCountryCode(word: string): boolean {
  return codes.has(word);
}
