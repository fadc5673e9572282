/**
 * Words of trade and of institutions that stand in names of organizations and hardly in names of persons, folded. Words
 * that are surnames too (`baker`, `park`, `church`) are left out.
 */
const words = new Set(
  (
    'academy accounting advisors advisory aerospace agency airlines airport alliance antiques apartments architects ' +
    'associates association atelier auctions audio automation automotive autos aviation bakery bank banking bookshop bookstore ' +
    'boutique brewery brewing brothers bros builders building cafe capital carpets catering center centre centro chamber ' +
    'charity chemicals chemist cinema cleaners cleaning clinic club clothing coffee college collective commerce ' +
    'communications community company components computer computers computing concrete construction consultancy consultants consulting ' +
    'contractors contracting cooperative corporation council county courier creative dairy dealers delicatessen dental dentists design designs ' +
    'development developments diagnostics digital diner distribution distributors electric electrical electronics elektro ' +
    'energy engineering engineers enterprise enterprises entertainment equipment estates events express fabrication ' +
    'factory farms fashion federation films finance financial fitness flooring florist foods foundation foundry freight ' +
    'furniture furnishings galerie gallery garage garages garden gardens global graphics grill grocery group guild gym ' +
    'hairdressers hardware health healthcare heating holding holdings homes hospital hospitality hostel hotel hotels ' +
    'imports exports import export industrial industrie industries informatik inn innovation innovations institute ' +
    'insurance interiors international investment investments it jewellers jewelers joinery kindergarten kitchen kitchens ' +
    'lab laboratories laboratory labs landscaping laundry leasing leisure library lighting limousine logistics lounge ' +
    'lumber machine machinery machines maintenance management manufacturing marketing market markets materials ' +
    'media medical metals microsystems ministry mining mobility mortgage motors movers museum music network networks ' +
    'news nursery nutrition office optical opticians optics organization organisation outlet packaging packing painting ' +
    'paper parts partners partnership petroleum pharma pharmaceuticals pharmacy photo photography pizza pizzeria ' +
    'plastics plumbing polymers print printers printing processing produce production productions products ' +
    'properties property pub publications publishers publishing pumps radio railways realty records recruitment recycling ' +
    'refrigeration removals rental rentals repair repairs research resorts resources restaurant retail robotics roofing ' +
    'salon school schools sciences scientific seafood securities security semiconductor semiconductors service services ' +
    'shipping shop shoes society software solar solicitors solutions sons spa sports stationers stationery storage ' +
    'store stores studio studios supermarket supplies supply surgery systems tavern taxi technical technik technologies ' +
    'technology telecom telecommunications telekom textile textiles theater theatre theatres timber tools tourism tours ' +
    'toys traders trading training transport transportation transports travel travels treuhand trust union university ' +
    'upholstery utilities vehicles ventures veterinary video warehouse waste wellness wholesale wholesalers winery workshop ' +
    'works worldwide yachts ' +
    // German, Dutch and the north
    'allianz anlagenbau anwaltskanzlei apotheke architekten autohaus backerei bau baumarkt bauunternehmen beratung betrieb ' +
    'bibliothek blumen brauerei buchhandlung buro dachdecker dienst dienste dienstleistungen drogerie druck druckerei ' +
    'einzelhandel elektronik energie fahrschule fahrrad fleischerei forderverein gartenbau gasthaus gasthof gebaudereinigung ' +
    'gemeinde genossenschaft gesundheit getranke getrankemarkt grundschule gymnasium handel handels hausverwaltung ' +
    'heizung hochschule immobilien ingenieurburo ingenieure innung installation institut kanzlei kita konditorei ' +
    'krankenhaus kuche kuchen lebensmittel logistik maschinen maschinenbau metall metallbau metzgerei mobel ' +
    'modehaus pension pflegedienst praxis produktion rechtsanwalte rechtsanwaltskanzlei reinigung reiseburo reisen ' +
    'sanitar sanitatshaus schreinerei schule schuhhaus senioren sohne spedition sparkasse stadtwerke stahl stiftung ' +
    'steuerberatung steuerberater technologie tischlerei touristik transporte universitat unternehmen ' +
    'unternehmensberatung verband verein verlag verlagsgesellschaft vermietung versand versicherung versicherungen ' +
    'vertrieb vertriebs verwaltung volksbank volkshochschule werbeagentur werbung werk werke werkstatt werkzeugbau ' +
    'wohnungsbau zentrum aannemers bakkerij bedrijf bedrijven bouw bouwbedrijf groep groothandel installatie ' +
    'makelaardij onderneming slagerij stichting uitgeverij vereniging zonen bygg forlag fastigheter handelsbolag ' +
    'ingeniorer konsult skola transportor ' +
    // French, Spanish, Portuguese, Italian
    'ateliers assurance assurances batiment boucherie boulangerie bureau cabinet clinique coiffure commerciale compagnie ' +
    'conseil conseils constructions decoration ecole editions electricite entreprise entreprises etablissement ' +
    'etablissements ets fils fleuriste fondation freres garagiste groupe hopital hotellerie immobilier immobiliere ' +
    'imprimerie informatique institution jardinerie laboratoire laboratoires librairie location maconnerie magasin mairie ' +
    'mecanique menuiserie meubles negoce patisserie pharmacie plomberie quincaillerie restauration societe syndicat ' +
    'syndic transporteurs voyages abogados agencia agricola almacenes alimentos asesores asesoria asociacion automoviles ' +
    'autoescuela ayuntamiento bodega bodegas carpinteria centro clinica colegio comercial comercio compania comunidad ' +
    'construcciones consultores consultoria cooperativa distribuciones distribuidora editorial electricidad empresa empresas ' +
    'escuela farmacia ferreteria fundacion grupo hermanos hijos hospedaje hosteleria imprenta industrial ingenieria ' +
    'inmobiliaria inversiones laboratorio laboratorios libreria limpiezas lavanderia maquinaria materiales muebles ' +
    'mueble panaderia papeleria peluqueria pescados reformas restaurante seguros servicios sociedad suministros supermercado ' +
    'supermercados taller talleres tecnologia tecnologias tienda transportes viajes agencia associacao comercio construcao ' +
    'construcoes consultoria construtora distribuidora editora empreendimentos escola farmacia filhos industria irmaos ' +
    'livraria padaria servicos solucoes tecnologia agenzia albergo alimentari arredamenti assicurazioni associazione ' +
    'autofficina azienda bottega cantina cantine cartoleria commercialisti consorzio consulenza costruzioni edilizia ' +
    'editrice elettronica enoteca falegnameria farmacia ferramenta figli fondazione fornitura forniture fratelli gelateria ' +
    'gruppo impianti impresa imprese industrie informatica istituto lavorazioni libreria macelleria manifattura meccanica ' +
    'officina officine ottica panificio parrocchia pasticceria pescheria pizzeria prodotti ristorante scuola servizi ' +
    'soluzioni studio tecnica tipografia trasporti trattoria viaggi ' +
    // Polish, Czech, Turkish, Cyrillic
    'apteka biuro centrum firma fabryka hurtownia instytut kancelaria ksiegarnia przedsiebiorstwo sklep spolka spoldzielnia ' +
    'szkola uslugi wydawnictwo zaklad zaklady obchod podnik sluzby stavby insaat ithalat ihracat lojistik pazarlama sanayi ' +
    'sirketi ticaret turizm магазин завод компания торговый фирма центр школа'
  ).split(' '),
);

/** Ends of compounds that say the same in languages that write them as one word. */
const ends =
  /.{3}(?:technik|technologie|technologies|werke|handel|handels|vertrieb|versand|service|services|backerei|metzgerei|gartnerei|schreinerei|tischlerei|druckerei|brauerei|fleischerei|konditorei|apotheke|verlag|verwaltung|versicherung|logistik|logistics|transporte|zentrum|handlung|kanzlei|studio|verein|verband|stiftung|klinik|praxis|autohaus|modehaus|mobelhaus|gasthaus|kaufhaus|reisen|systeme|systems|maschinenbau|tiefbau|hochbau|wohnbau|gesellschaft|betrieb|betriebe|gruppe|groep|bedrijf|bouw|software|solutions|pharma|chemie|werkstatt|werkstatten|markt|beratung|planung|bank|kasse|kassen|schule)$/;

/** Tells whether a folded word is one of trade and institutions. */
export function isBusinessWord(word: string): boolean {
  return words.has(word) || ends.test(word);
}

/** Every word of the table without one of its letters, by which slips are found; read when first asked for. */
let shortened: ReadonlySet<string> | undefined;
const SHORTEST = 7;

function listShortened(): ReadonlySet<string> {
  const list = new Set<string>();
  for (const word of words) {
    if (word.length < SHORTEST) continue;
    for (let at = 1; at < word.length; at++) list.add(word.slice(0, at) + word.slice(at + 1));
  }
  return list;
}

/** Tells whether a folded word looks like one of trade with a slip in it: a letter lost, doubled, wrong or misplaced. */
export function isMisspeltBusinessWord(word: string): boolean {
  if (word.length < SHORTEST - 1 || word.length > 24) return false;
  shortened ??= listShortened();
  if (shortened.has(word)) return true;
  for (let at = 1; at < word.length; at++) {
    const rest = word.slice(0, at) + word.slice(at + 1);
    if (words.has(rest) ? rest.length >= SHORTEST : rest.length >= SHORTEST - 1 && shortened.has(rest)) return true;
  }
  return false;
}
