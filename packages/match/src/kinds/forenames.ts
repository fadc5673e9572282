/**
 * Further common forenames that have no pet forms worth listing, one name per line with the spellings it is found in.
 * They matter by being known: two known names of different families are two names, however alike their letters are
 * (`darla` and `darlene`), while a name that is not known may be a slip of one that is.
 */
export const forenames = `
adam
adele adela adelle adelaide
adeline adelina
adolf adolph adolfo
adriana adrianna adrienne
agatha
ahmed ahmad ahmet
aidan aiden aden
aisha ayesha aysha
alana alanna alannah lana
alastair alasdair alistair alister
alberta
aldo
alexei aleksei alexey alex
alexis alexa alex lexi
alfonso alphonse alonso alonzo
alma
alvaro
alvin alvyn
amber
amina aminah
amir ameer
anabelle annabelle annabel anabel anabella annabella
anders
andrea
angus
anisa anissa
anna ana
annalisa anneliese annelise annaliese
annette anette annetta
annmarie annemarie
anouk
ansel anselm
april avril
ariel arielle
arlene arline
armando
ashley ashleigh ashlee
ashton
astrid
audrey audra
aurora aurore
ava
avery
axel
aylin
barry barrie
basil
beau
belinda
bernice berenice
beryl
beverley beverly bev
blake
blanche blanca bianca
bonnie bonny
brandi brandy
brandon branden brendon
brendan brenden
brent brenton
brett bret
brianna briana bryanna brianne
brigitta brigitte brigid birgit bridget
britney brittany brittney brittani
brock
brooke brook
bruce
bruno
bryce brice
bryony briony
burton
byron
caitlin caitlyn katelyn kaitlyn kaitlin
callum calum
camilla camille camila
candace kandace candice candy candis
carla karla
carlton
carmen carmel carmela carmella
carolyn karolyn caroline
carter
casey kasey
caspar casper kaspar
cedric
celeste
celine
chad
chandler
chantal chantelle shantel chantel
charlene sharlene
charles chad
charmaine sharmaine
chelsea chelsey
cheryl sheryl cherie sherry sherri sheri cher
chester chet
chloe khloe
claudia claudette claudine
claudio claude claudius
clayton clay
clyde
cody kody
cole
colette
colin collin
colleen
connor conor conner
cora coral
cordelia
corinne corrine corinna
cory corey korey kory
courtney kourtney
craig
cristian christian
crystal krystal kristal christal
cyril
cyrus
dahlia dalia
dale
dallas
damian damien damon
dana
danielle daniella daniela
daphne
darcy darcey
daria
darius dario
darla
darlene darleen
darren darrin darin daren
darryl daryl darrell darrel
dawn
dean deane
deirdre
demetrius demetrio
denise denyse
desiree
desmond des
devin devon
dexter
dieter
dominique dominica
donna
donovan
doreen
doris
dwayne duane
dwight
dylan dillon dillan
eamon eamonn
earl earle
ebony
edgar edgardo ed eddie
edna
eduarda
edwina
eileen aileen ilene
elaine elayne
eliane eliana
elias elijah eli
eliot elliot elliott eliott
elliana
elmer
elmo
eloise heloise
elton alton
elvira
elvis
emerson
emily emmie emilie
enid
erica erika
erna
erwin irwin ervin
estrella
ethan
eva
evan ewan euan
everett
fabian fabio fabien
faith
farah farrah
fatima fatimah fatma
faye fay
fergus
finley finlay
finn
fiona
flavia
fleur
floyd
forrest
frederique
gabriel gabriele
gail gayle gale
gaston
gavin
gemma jemma
genaro gennaro
georgette
gerda
gilberte
gilda
giles
gillian jillian jill gill
gisela giselle gisele
gladys
glen glenn
glenda
gloria
graciela
griffin
guido
gunther gunter guenther
gustav gustavo gustave
guy
gwyneth
hamish
hamza
harley
harper
harrison
hassan hasan
hayden
hayley haley hailey
hazel
heath
heather
hector
helga
helmut
hermione
hilary hillary
homer
hope
horst
hudson
hunter
hussein hussain husain
ibrahim ebrahim abraham
imani
imogen
imran
india
ingrid inger inga
iona
irina irena irene
iris
irma
irving
isaiah
isla
ismael ismail
ivy
jackson jack
jada jade jayde
jalen
jamal jamaal
james jake
jared jarrod jarred
jasmine jasmin yasmin yasmine jazmin jazmine
javier xavier
jeanine janine jeannine jeanne jeannie
jenna jenny jennifer jenni
jermaine germaine
jesse jessie jess
jewel
joan joanne
jocelyn joselyn joslyn
jodie jody jodi
johan johann johannes john jan
johnny jonny john jonathan
jolene
jordan jordyn jorden
josiah
julianne julieann juliana
june
justine justina
karim kareem
karin karen carin
karina carina
kathleen cathleen kathlyn catherine kathy kate katie cathy kath
kayla kaila
kaylee kayleigh
keira kiera kyra
keisha
keith
kelly kelley kellie kelli
kelsey
kelvin
kendall
kendra
kendrick
kent
kerry kerri keri
kevin kevyn
khadija
khalid khaled
kirk
kirsty kirstie kirsten christine
kristen kristin kristina kristine christina christine
kyle
kylie
lachlan
lakisha
lamar
lance
lara
larissa
latoya
layla leila laila leyla
leah lea lia
leanne leann
leif
leigh lee lea
leland
leona leonie
leticia letitia lettice letty
levi
lincoln
lindsay lindsey lynsey linsey
lionel
lloyd
logan
lorna
lorraine loraine
louisa louise louie lou
lucian lucien luciano
lucinda
lyle
lynette lynnette linette
lynne lynn lin
mackenzie mckenzie
madison
mahmoud mahmood
malcolm
malik maleek
mara
marcel marcello marcelo marcellus
marcella marcela
margo margot margaret
mariam maryam miriam
mariana marianne marian maryanne maryann
maribel
marina
mario
marisa marissa
marisol
marjorie margery marjory
marlene marlena
marlon
marsha marcia
marshall
marvin
mason
mavis
maya maia
megan meghan meagan
melinda mindy linda
mercy
meredith
merle
milan
miles myles
milo
milton
mindy
misty
moira maura
mona
monica monika monique
moses mo moe
muriel
mustafa mustapha
myra
myrtle
nadia nadja
nadine
naomi noemi
nelson
nerys
nestor
nevaeh
neville
nicolette nicole nicola
nina
noah
noel noelle
nora norah
noreen
norma
octavia octavio
odette
olaf olav
omar umar
opal
ophelia
orson
otis
otto
owen
paige
paloma
pandora
parker
patience
perry
petra
peyton payton
phoebe
porter
preston
quentin quintin quinn
quincy
quinn
ramona
raven
reese reece rhys
regina
renee rene renate renata
rhoda
rhonda
riley reilly
robin robyn
rocco
rochelle
rocky
roman romain
romeo
ronan
ronnie ronny ronni
rory
rosanna roseanne rosanne
rowan
rowena
royce
ruben reuben
ruby
rufus
ryan
sabina
sabrina
salim saleem
salma
salvador salvatore
samira
sanjay
saul
scarlett scarlet
scott
selena selina
selma
serena
seth
shane
shannon
shaun shawn sean shane
shauna shawna
shea
sheena
sheila shelagh sheelagh
shelby
sherman
sherwin
sienna
silas
silvio
simon simeon
simone simona
skye
sonia sonja
spencer
stacey stacy
sterling
summer
sven
sybil sibyl
talia thalia
tanner
tara
tariq tarek
tasha
taylor tayler
terrell
thelma
tiffany
todd
tomas thomas
tracey tracy
travis
trent trenton
trevor
tristan tristram
troy
tyler
tyrone
tyson
ulla
uma
unity
verena
vernon
vikram
wade
wanda
warren
wayne
wesley wes
whitney
willow
yasser yasir
yusuf youssef yousef joseph
yves ivo
yvette
zainab
zelda
zoe zoey zoie
`;
