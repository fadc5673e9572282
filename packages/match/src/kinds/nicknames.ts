import { forenames } from './forenames.js';
import { areWithinOneEdit } from './one-edit.js';

/**
 * Given names and their short or pet forms, one family per line, the full name first. A short form may stand in several
 * families. English mainly; then German, Spanish, Italian, French, Portuguese, Dutch, Polish and Russian.
 */
const families = `
aaron ron ronnie erin
abigail abby abbie gail
abraham abe abram bram
adelaide ada addie adela della heidi
adrian ade
agnes aggie nessie inez
alan allan allen al
albert al bert bertie albie
alexander alex alec alexandre aleksandr aleksander alejandro alessandro alexandros sandy sasha sascha lex xander alick sander olek
alexandra alex sandra sandy sasha lexi lexie alix alexa alejandra alessandra aleksandra ola
alfred alf alfie fred freddie al alfredo fredo
alice ali allie elsie lisa alicia alicja alyce
alison ali allie allison allyson
amanda mandy manda
amelia millie milly emily amy
andrew andy drew andreas andre andres andrzej andrei andrey andrea andries dries
angela angie angelina angel
ann anne anna annie nan nancy nanny hannah anita ania anya anja anneliese
anthony tony antony anton antonio antoine antoni toni ant toño
antoinette toni netta nettie antonia
arabella bella bel
archibald archie baldie
arnold arnie
arthur art artie arturo
augustus gus august augustine augusto
barbara babs barb barbie babette bobbie basia
bartholomew bart bat
beatrice bea trixie beatrix bee beattie
benedict ben benny bennie benito
benjamin ben benny bennie benji benj
bernadette bernie detta
bernard bernie barney bernhard bernardo
bertha bertie
bradley brad
brenda bren
brian bryan bryant
bridget biddy bridie bridgit brigid brigitte birgit
calvin cal
cameron cam
carol carole carrie caroline karol
caroline carrie caro carol carolyn lina line carolina karoline
cassandra cass cassie sandra
catherine cathy kate katie kat kathy katherine katharine kathryn cathryn catharine kitty kay katrina kath cat catalina caterina katarzyna kasia katharina kathrin katya katja ekaterina yekaterina trina rina karen
cecilia cissy celia cec cecily sissy cecile
charles charlie charley chuck chas chaz carlos carlo karl carl chip karel
charlotte charlie lottie lotte lotta carlotta
christian chris christiaan kristian
christina chris christine chrissy christy tina kristina kristine kirsten kris cristina krystyna
christopher chris kit topher cristobal cristoforo christophe christoph kris kester
clarence clare clarrie
clara claire clare clarissa klara
clifford cliff
clement clem
clinton clint
constance connie constantia
cornelius neil corny con cornelis kees
curtis curt kurt
cynthia cindy cyndi
daniel dan danny dannie daniele danilo
danielle dani daniela
david dave davey davy davie dai taffy davide dawid
deborah deb debbie debra debby
delia dee
dennis denny den denis
derek derrick rick dirk
diana di diane dianne
dominic dom nick domenico domingo dominik mingo
donald don donnie donny
dorothy dot dottie dolly dora dorothea dory dodie
douglas doug dougie
duncan dunc
edith edie edyth
edmund ed eddie ned ted edmond edmundo
edward ed eddie eddy ned ted teddy eduard eduardo edoardo edouard edwardo lalo
edwin ed eddie ned
eleanor ellie ella nell nellie nora lenora elinor elaine leonora eleanora eleonore helen
elijah eli lige
eliza liza lizzie
elizabeth liz lizzie beth betty bess bessie betsy eliza lisa liza elsie libby lib ellie elise elisabeth elspeth bette bettie lizbeth elisabetta isabel elizaveta ela elzbieta lilibet lisbeth elsa ilse lilly
emily em emmy millie milly emilie emilia
emma em emmy emmie
eric rick ricky erik erich
ernest ernie ern ernst ernesto
esther essie hester hettie ettie
ethel eth
eugene gene eugen eugenio evgeny yevgeny zhenya
eugenia genie jenny
eunice nicey
evelyn eve evie lynn
ezekiel zeke
felicity flick fliss lissy
ferdinand ferdie fernando fernand nando
florence flo flossie florrie flora
frances fran frankie fanny francie francesca franny sis franziska francisca franciszka paca
francis frank frankie fran francisco francesco francois franz paco pancho frans franciszek kiko
franklin frank frankie
frederick fred freddie freddy fritz frederic friedrich federico frederik fredrick fryderyk frits rick
frederica freda freddie fritzi friederike
gabriel gabe gabby
gabrielle gabby gaby gabriella gabriele
gareth gary gaz
gary gaz garry
genevieve gen jenny ginny viv
geoffrey geoff jeff jeffrey godfrey jeffery
george georgie georg jorge giorgio georges jerzy jurek jürgen jorg joris
georgina georgie gina georgia georgiana
gerald gerry jerry gerhard gerrit gerard geraldo
geraldine gerry jerry dina
gertrude gertie trudy trudi truus
gilbert gil bert gib gilberto
giovanni gianni vanni nino gian
giuseppe beppe peppe pino peppino
giuseppina pina giusy
gordon gord gordie
grace gracie
graham gray graeme grahame
gregory greg gregg gregor gregorio grzegorz grigory grisha
guillermo memo guille
gwendolyn gwen wendy gwenda
hannah anna hanna nan johanna
harold harry hal harald
harriet hattie harrie hatty harriett harriette
harvey harv
helen nell nellie ellen lena elena helena helene eleni ella aileen eileen ilona jelena lenka
henrietta hettie etta hetty henny henriette yetta
henry harry hal hank heinrich enrique henri enrico heinz hendrik henryk henk kike quique
herbert herb bert herbie
herman hermann manny harm
hilary hil hillary
hilda hildy hildegard
horace hod
hortense hort
howard howie
hubert hugh bert
hugh hughie hugo huw
ian iain
ignatius iggy nacho ignacio ignazio ignacy ignaz
irene rene irena
isaac ike zak izaak
isabel isabella bella izzy belle ibby isobel isabelle izabela isa
isidore izzy isidoro
ivan vanya
jack jock jackie
jacob jake jakob jay jaap jakub kuba
jacqueline jackie jacqui jacky
james jim jimmy jimmie jamie jem jas jaime jacques giacomo diego santiago
jane janie jenny janet jeanie jean joan jayne janice
janet jan jenny netta
jason jay jase
jean jeanne jeannie jeanette jan
jefferson jeff
jemima mima jem
jennifer jen jenny jenni jennie
jeremiah jerry jeremy jem
jeremy jerry jez jem
jerome jerry
jessica jess jessie
jesse jess
jesus chuy chucho
joan joanie joanna jo
joanna jo joanne johanna jojo asia
joaquin quino joachim jochen achim
joel joe
johann hans hannes johannes jan
john johnny jack jon johnnie jock jackie johan ian sean juan jean giovanni jan janusz ivan hans
jonathan jon jonny jonathon nathan johnathan jonny
joseph joe joey jo jose josef giuseppe pepe josep jozef jos sepp beppe iosif osip
josephine jo josie fifi pheenie josefa josefina pepa
joshua josh josue
joyce joy
juan juanito
judith judy jude judi
julia julie jules juliet juliette jill giulia
julian jules julien giuliano
justin jus
karen kari
kenneth ken kenny
kimberly kim kimberley
konstantin kostya costas kostas
lambert bert
laura laurie lori lolly lauren lora
laurence larry lawrence lorenzo laurie lars lorenz laurent lawrie loren
lavinia vinnie
leonard len lenny leo leon leonardo leonhard
leopold leo poldi
leroy roy lee
leslie les lesley
letitia lettie tish lettice
lewis lou lew
lillian lil lily lilly lilian liliana
linda lindy lin lynn
louis lou louie lewis luis luigi ludwig ludwik lluis gigi
louisa lou lulu louise luisa luise
lucas luke luca lukas luc
lucia lucy lulu luz lucie lucille
luther lou
lydia liddy
mabel mab mae may
madeline maddie maddy madeleine lena madge magdalena madelyn madalyn lina
magdalena magda lena malena
manuel manny manolo manu emanuel emmanuel
marcia marcy
marcus marc mark marco marek marcos markus
margaret maggie meg peggy marge margie margery madge mags daisy greta rita peg margot meggie megan margarita margherita margarete marguerite gretchen gretel malgorzata gosia gretta marjorie margit maisie mamie
maria marie mia mariya masha marysia marika mitzi marija mari
marilyn mary
marion marian mary
martha mattie marty patty marta
martin marty martyn martijn marcin
mary molly polly may mamie mae minnie maria marie moll mollie maureen maura miriam
matilda tilly mattie maud tilda mathilde maude
matthew matt matty mat mateo matteo mathieu matthias mateusz mats matthieu
maureen mo reenie
maurice mo morrie moritz mauricio maurizio morris
maximilian max maxim maximiliano
maxwell max
melanie mel
melissa mel missy lissa
melvin mel
mercedes merche
michael mike mick mickey micky mikey mitch miguel michel michele mikhail misha michal mikael mischa micah
michelle shelly shelley mich michele chelle
mildred millie milly
millicent millie milly
minerva minnie
miranda mandy randy
mitchell mitch
mohammed mohammad muhammad mohamed mo mohamad muhammed mohd
montgomery monty
morgan mo
moses moe mose
myron ron
nancy nan ann
natalie nat nattie natalia natasha natalya
nathan nate nat
nathaniel nat nate nathan
neil neal niall nigel
nicholas nick nicky nico nicolas nikolaus klaus niklas nikolai nicola niccolo mikolaj kolya nikos claus nicolaas
nicola nicky nikki nicole nic
nigel nige
norman norm
oliver ollie olly olivier noll
olivia liv livvy ollie livia
oscar ossie oskar ozzie
oswald ozzie ossie os
pamela pam pammy
patricia pat patty trish tricia patsy pattie patti paddy patrizia
patrick pat paddy patsy rick patricio patrizio patryk padraig
paul paulie pablo paolo pavel pawel paulo pauly paulus pasha
paula polly pauline paulina paola
pearl pearlie
penelope penny nell
percival percy
peter pete pedro pietro pierre piotr petr pyotr pieter piet petros petey
philip phil phillip pip felipe filippo philippe filip pippo philipp
philippa pip pippa
phyllis phyl phil
priscilla cilla prissy pris
prudence prue pru
rachel rae shelly ray rachael raquel
ralph rafe raoul raul
randolph randy randall rolf
raymond ray raimundo ramon raimondo
rafael rafa raphael raffaele rafal
rebecca becky becca beck reba rebekah rebeca
reginald reg reggie rex reinhold
richard rick ricky dick rich richie dickie ricardo riccardo ritchie ryszard hick rik
robert bob rob bobby robbie bert robin robby rupert roberto dob bobbie robb
roberta bobbie bertie robbie
roderick rod roddy rick rodrigo
rodney rod
roger rodge hodge rogelio rutger
roland rollo rolly orlando rolando
ronald ron ronnie ronny ranald ronaldo
rosalind ros roz rosie
rosemary rose rosie romy
rose rosie rosa rosalie rosina
rosario charo
roxanne roxy roxana
rudolph rudy rolf dolph rudolf rodolfo
russell russ rusty
ruth ruthie
samantha sam sammy
samuel sam sammy sammie samuele
sandra sandy
sarah sally sadie sal sara sallie
sebastian seb bastian basti sebastiano sebastien
sergei sergey sergio serge seryozha
sharon shaz sherry shari
sheila shelagh
sheldon shelly
shirley shirl lee
sidney sid sydney syd
silvester sly sylvester
solomon sol solly
sophia sophie sofia zofia zosia fifi sofie sonya
stanley stan stanislaw stanislav
stella estelle estella
stephanie steph stephie stefanie stevie stefania
stephen steve steven stevie ste stefan stefano esteban etienne szczepan stephan stef
stuart stu stewart stew
susan sue susie suzy susannah susanna suzanne sukey suzie zuzanna susana susi suse sanna
sylvia sylvie silvia
tabitha tabby
tamara tammy tam toma
terence terry terrence tel
teresa terry tess tessa theresa tracy terri tessie therese teresita tere
theodore ted theo teddy theodor fyodor fedor teodoro dora
theodora dora thea theo
thomas tom tommy thom tomas tommaso tomasz thos tam toma maas
timothy tim timmy timofey
tobias toby
ulrich uli
ursula ursie uschi
valentine val valentin valentino
valerie val valeria
vanessa nessa ness
veronica ronnie vera ronni nica veronika
victor vic vick vittorio viktor
victoria vicky vicki tori vikki vickie viktoria toria vittoria
vincent vince vinny vin vicente vincenzo vinnie enzo
violet vi viola violette
virginia ginny ginger virgie ginnie gina
vladimir vova volodya wladimir wlodek
vivian viv vivien
wallace wally
walter walt wally wat walther
wilfred will wilf fred wilfrid
wilhelmina mina minnie billie wilma willa minna mien
william bill will billy willie willy liam wilhelm guillaume guglielmo wim willem guillermo wm bil
winifred winnie freda win
winston win
woodrow woody
yvonne von vonnie
zachary zach zack zac zachariah zak zachery
aloysius alois al
dolores lola lolita
concepcion concha conchita
guadalupe lupe lupita
enrique quique kike
rosario charo rosarito
pilar pili
consuelo chelo
francisco paco pancho curro kiko
ignacio nacho
eduardo lalo edu
fernando nando fer
alejandro ale jandro
rafael rafa
joaquin quin chimo
salvatore totò toto turi sal salvo
raffaele lello
domenico mimmo
luigi gigi gino
vincenzo enzo
lorenzo renzo
dmitri dmitry dima mitya dimitri
aleksei alexei alexey alyosha lyosha
anastasia nastya stacy stasia ana
yuri yura jurij
tatiana tanya tania tatyana
olga olya
natalia natasha
ludmila lyuda mila
svetlana sveta lana
irina ira
galina galya
boris borya
wolfgang wolf wolfi
josef sepp jupp
sebastian basti
siegfried sigi siggi
gottfried friedel
hans hansi
heinrich heiner heini
friedrich fritz friedel
ulrike uli
katharina kathi käthe
margarete grete gretchen
franziska franzi
elisabeth lisl sissi
giovanna gianna vanna
malgorzata gosia malgosia
stanislaw staszek stach
wojciech wojtek
tadeusz tadek
boguslaw bogdan
jaroslav jarek jaroslaw
yekaterina katya katia
`;

/** Heads of the families in which a name stands, in the order of the table. */
const rootsByName = new Map<string, readonly string[]>();

function readFamilies(): void {
  const collected = new Map<string, Set<string>>();
  for (const line of `${families.trim()}\n${forenames.trim()}`.split('\n')) {
    const names = line.split(' ');
    const root = names[0] as string; // a line of the table holds at least one name
    for (const name of names) {
      const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/gu, '');
      const roots = collected.get(plain) ?? new Set<string>();
      roots.add(root);
      collected.set(plain, roots);
      const letters = lettersByRoot.get(root) ?? '';
      if (!letters.includes(plain[0] as string)) lettersByRoot.set(root, letters + plain[0]);
    }
  }
  for (const [name, roots] of collected) rootsByName.set(name, [...roots]);
}

/** By head of a family, the first letters of all names in it. */
const lettersByRoot = new Map<string, string>();

const none: readonly string[] = [];

/**
 * The full names that a given name may stand for; a name that stands for none is answered with an empty list.
 *
 * @param name - one folded word
 * @example
 * nicknameRoots('bob'); // ['robert']
 */
export function nicknameRoots(name: string): readonly string[] {
  if (rootsByName.size === 0) readFamilies();
  return rootsByName.get(name) ?? none;
}

const namesByStart = new Map<string, string[]>();

function readStarts(): void {
  if (rootsByName.size === 0) readFamilies();
  for (const name of rootsByName.keys()) {
    const start = `${name[0]}${name.length}`;
    const names = namesByStart.get(start);
    if (names === undefined) namesByStart.set(start, [name]);
    else names.push(name);
  }
}

/**
 * Full names that a misspelt name may stand for: those of the names in the table that begin alike and are one slip away.
 *
 * @param name - one folded word; answered with an empty list when it is in the table itself or shorter than four letters
 */
export function misspeltRoots(name: string): readonly string[] {
  if (name.length < 4 || nicknameRoots(name).length > 0) return none;
  if (namesByStart.size === 0) readStarts();
  let roots: string[] | undefined;
  for (let length = name.length - 1; length <= name.length + 1; length += 1) {
    for (const candidate of namesByStart.get(`${name[0]}${length}`) ?? none) {
      if (candidate.length < 3 || !areWithinOneEdit(name, candidate)) continue;
      roots ??= [];
      for (const root of nicknameRoots(candidate)) if (!roots.includes(root)) roots.push(root);
    }
  }
  return roots ?? none;
}

/** One full name of the family a name belongs to first: itself when it heads a family or belongs to none. */
export function nicknameRoot(name: string): string {
  const roots = nicknameRoots(name);
  return roots.length === 0 || roots.includes(name) ? name : (roots[0] as string);
}

/** Whether a letter may be the initial of another form of a name, as `b` of Bob is for `robert`. */
export function mayBeInitialOf(letter: string, name: string): boolean {
  return nicknameRoots(name).some((root) => lettersByRoot.get(root)?.includes(letter) === true);
}

/** Tells whether two lists of {@link nicknameRoots} share a name. */
export function shareRoot(a: readonly string[], b: readonly string[]): boolean {
  for (const root of a) if (b.includes(root)) return true;
  return false;
}
