// General knowledge: names and places in common use, the commonest about first. Tails of rare names are coined.
const words = (list: string): readonly string[] => list.split(' ');

/** What people and places of a country are called, and how they are written. */
export interface Locale {
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly surnames: readonly string[];
  readonly streets: readonly string[];
  /** City, region, start of the postcode, start of the telephone number. */
  readonly cities: readonly (readonly [string, string, string, string])[];
  readonly street: (number: number, name: string) => string;
  /** Letter patterns of a postcode after its start: `9` a digit, `A` a letter. */
  readonly postcode: string;
  readonly phone: string;
}

const places = (list: string): Locale['cities'] =>
  list.split('|').map((entry) => entry.split(',') as unknown as readonly [string, string, string, string]);

export const US: Locale = {
  women: words(
    'Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra Margaret Ashley Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Helen Sharon Cynthia Kathleen Amy Angela Shirley Anna Brenda Pamela Emma Nicole Samantha Katherine Christine Rachel Carolyn Janet Maria Heather Diane Olivia Virginia Julie Joyce Victoria Kelly Christina Joan Evelyn Lauren Judith Megan Cheryl Andrea Hannah Jacqueline Martha Gloria Teresa Sara Janice Ann Kathryn Abigail Sophia Frances Alice Judy Isabella Julia Grace Denise Amber Doris Marilyn Danielle Beverly Charlotte Natalie Theresa Diana Brittany Kayla Alexis Lori',
  ),
  men: words(
    'James Robert John Michael David William Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark Donald Steven Andrew Paul Joshua Kenneth Kevin Brian George Timothy Ronald Jason Edward Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Patrick Frank Raymond Jack Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Zachary Douglas Peter Kyle Noah Ethan Jeremy Walter Christian Keith Roger Terry Austin Sean Gerald Carl Harold Dylan Arthur Lawrence Jordan Jesse Bryan Billy Bruce Gabriel Logan Alan Albert Willie Elijah Wayne Randy Vincent Mason Roy Ralph Bobby Russell Bradley Philip Eugene',
  ),
  surnames: words(
    'Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez O’Brien McDonald VanBuren',
  ),
  streets: [
    ...['Main', 'Oak', 'Maple', 'Cedar', 'Elm', 'Pine', 'Washington', 'Lake', 'Hill', 'Walnut', 'Spring', 'North'],
    ...[
      'Ridge',
      'Church',
      'Willow',
      'Mill',
      'Sunset',
      'Railroad',
      'Jackson',
      'Highland',
      'Forest',
      'Chestnut',
      'River',
    ],
    ...['Meadow', 'Broad', 'Lincoln', 'Franklin', 'Jefferson', 'Park', 'Dogwood', 'Hickory', 'Madison', 'Prospect'],
  ].flatMap((name) => ['Street', 'Avenue', 'Road', 'Drive', 'Lane', 'Court'].map((type) => `${name} ${type}`)),
  cities: places(
    'Springfield,IL,627,217|Austin,TX,787,512|Portland,OR,972,503|Columbus,OH,432,614|Denver,CO,802,303|Madison,WI,537,608|Raleigh,NC,276,919|Tucson,AZ,857,520|Albany,NY,122,518|Fresno,CA,937,559|Omaha,NE,681,402|Tampa,FL,336,813|Boise,ID,837,208|Mobile,AL,366,251|Dayton,OH,454,937|Salem,OR,973,971|Lansing,MI,489,517|Toledo,OH,436,419|Reno,NV,895,775|Macon,GA,312,478',
  ),
  street: (number, name) => `${number} ${name}`,
  postcode: '99',
  phone: '(#) 999-9999',
};

export const GB: Locale = {
  women: words(
    'Olivia Amelia Sarah Emma Susan Margaret Elizabeth Claire Nicola Karen Rachel Victoria Helen Catherine Louise Rebecca Joanne Laura Alison Fiona Deborah Gillian Charlotte Hannah Sophie Lucy Jessica Emily Kate Anne Jane Julie Samantha Lisa Michelle Amanda Tracey Jacqueline Angela Heather Siobhan Zoe Chloe Ffion Morag Priya Aisha Fatima',
  ),
  men: words(
    'David John Paul James Andrew Mark Stephen Michael Peter Robert Richard Ian Christopher Simon Matthew Anthony Kevin Jonathan Nicholas Alan Gary Daniel Thomas William Oliver Jack Harry George Callum Liam Graham Colin Neil Stuart Gareth Rhys Duncan Alistair Nigel Trevor Keith Derek Adrian Mohammed Imran Ravi',
  ),
  surnames: words(
    'Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Patel Khan Lewis James Phillips Mason Mitchell Rose Davis Rodgers Turner Hill Moore Clark Harrison Scott Young Morris Baker Shaw Ali Hussain Begum Campbell Stewart Macdonald Murray MacLeod O’Connor Fitzgerald Lloyd Pugh Griffiths Owen Ashworth Featherstone Cholmondeley Blythe-Smith Parker-Bowles',
  ),
  streets: [
    ...[
      'High',
      'Station',
      'Church',
      'Victoria',
      'Park',
      'London',
      'Queen’s',
      'King',
      'Mill',
      'Albert',
      'Green',
      'Manor',
    ],
    ...['Chapel', 'School', 'Grange', 'Springfield', 'Windsor', 'York', 'Highfield', 'Kingsway', 'Priory', 'Orchard'],
  ].flatMap((name) => ['Street', 'Road', 'Lane', 'Avenue', 'Close', 'Crescent'].map((type) => `${name} ${type}`)),
  cities: places(
    'Leeds,West Yorkshire,LS,0113|Manchester,Greater Manchester,M,0161|Bristol,Avon,BS,0117|Sheffield,South Yorkshire,S,0114|Cardiff,Wales,CF,029|Glasgow,Scotland,G,0141|Newcastle upon Tyne,Tyne and Wear,NE,0191|Nottingham,Nottinghamshire,NG,0115|Leicester,Leicestershire,LE,0116|Stoke-on-Trent,Staffordshire,ST,01782|Kingston upon Hull,East Yorkshire,HU,01482|Exeter,Devon,EX,01392',
  ),
  street: (number, name) => `${number} ${name}`,
  postcode: '9 9AA',
  phone: '# 999 9999',
};

export const DE: Locale = {
  women: words(
    'Maria Ursula Monika Petra Elisabeth Sabine Renate Helga Karin Brigitte Ingrid Erika Andrea Gisela Claudia Susanne Gabriele Christa Christine Anna Barbara Katrin Birgit Jutta Hannelore Käthe Bärbel Anne-Marie Eva-Maria Jürgine Silke Heike Anke Nicole Julia Lena Sophie Hannah Mia Ayşe',
  ),
  men: words(
    'Peter Michael Wolfgang Thomas Klaus Werner Manfred Heinz Jürgen Helmut Hans Dieter Günter Horst Uwe Bernd Stefan Andreas Frank Karl-Heinz Hans-Jürgen Gerhard Matthias Christian Jörg Björn Sönke Götz Lukas Leon Finn Jonas Felix Maximilian Mehmet Mustafa Paul Jan Tobias Sebastian',
  ),
  surnames: words(
    'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Günther Keller Winkler Berger Böhm Strauß Großmann Yılmaz Öztürk Müller-Lüdenscheidt Schmidt-Hartmann',
  ),
  streets: words(
    'Hauptstraße Schulstraße Gartenstraße Bahnhofstraße Dorfstraße Bergstraße Birkenweg Lindenstraße Kirchstraße Waldstraße Ringstraße Schillerstraße Goethestraße Amselweg Wiesenweg Jahnstraße Buchenweg Mühlenstraße Rosenweg Feldstraße Eichenweg Parkallee Königsallee Blücherplatz Mozartstraße Friedrichstraße',
  ),
  cities: places(
    'Köln,NRW,50,0221|München,Bayern,80,089|Hamburg,Hamburg,20,040|Düsseldorf,NRW,40,0211|Nürnberg,Bayern,90,0911|Lübeck,Schleswig-Holstein,23,0451|Würzburg,Bayern,97,0931|Göttingen,Niedersachsen,37,0551|Frankfurt am Main,Hessen,60,069|Saarbrücken,Saarland,66,0681|Gießen,Hessen,35,0641|Leipzig,Sachsen,04,0341',
  ),
  street: (number, name) => `${name} ${number}`,
  postcode: '999',
  phone: '#/9999999',
};

export const FR: Locale = {
  women: words(
    'Marie Nathalie Isabelle Sylvie Catherine Françoise Monique Martine Valérie Hélène Céline Chloé Léa Zoé Anaïs Amélie Aurélie Élodie Geneviève Marie-Claude Anne-Sophie Marie-Thérèse Agnès Brigitte Sandrine Stéphanie Camille Manon Inès Fatima',
  ),
  men: words(
    'Jean Pierre Michel André Philippe René Alain Jacques Bernard François Jérôme Sébastien Frédéric Rémi Loïc Gaël Noël Théo Hugo Lucas Jean-Pierre Jean-Luc Jean-François Étienne Benoît Gérard Cédric Mickaël Mohamed Nicolas',
  ),
  surnames: words(
    'Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefèvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Müller Lefebvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Béranger Lévêque D’Almeida L’Hôpital Dupont-Moretti',
  ),
  streets: [
    ...[
      'de la République',
      'Victor Hugo',
      'des Écoles',
      'de l’Église',
      'Jean Jaurès',
      'Pasteur',
      'du Général de Gaulle',
    ],
    ...['de la Gare', 'Gambetta', 'des Lilas', 'du Château', 'des Acacias', 'Émile Zola', 'de la Liberté'],
  ].flatMap((name) => ['rue', 'avenue', 'boulevard', 'place'].map((type) => `${type} ${name}`)),
  cities: places(
    'Lyon,Rhône,69,04|Orléans,Loiret,45,02|Besançon,Doubs,25,03|Nîmes,Gard,30,04|Saint-Étienne,Loire,42,04|Béziers,Hérault,34,04|Paris,Paris,75,01|Toulouse,Haute-Garonne,31,05|Angoulême,Charente,16,05|Alençon,Orne,61,02',
  ),
  street: (number, name) => `${number} ${name}`,
  postcode: '999',
  phone: '# 99 99 99 99',
};

export const ES: Locale = {
  women: words(
    'María Carmen Josefa Isabel Ana Dolores Pilar Teresa Cristina Lucía Marta Ángeles Mercedes Rosario Concepción Inés Rocío Begoña Verónica Mónica Sofía Paula Belén Nuria Raquel Ana_María María_José María_del_Carmen',
  ).map((name) => name.replaceAll('_', ' ')),
  men: words(
    'José Antonio Manuel Francisco Juan David Javier Jesús Carlos Alejandro Miguel Rafael Pedro Ángel Sergio Pablo Fernando Álvaro Ramón Andrés Joaquín Iván Adrián Óscar Rubén Íñigo José_Luis Juan_Carlos José_María Francisco_Javier',
  ).map((name) => name.replaceAll('_', ' ')),
  surnames: words(
    'García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Suárez Ortega Delgado Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina Garrido Cortés Castillo Santos Lozano Guerrero Cano Prieto Méndez Cruz Calvo Peña León Ibáñez',
  ),
  streets: [
    ...['Mayor', 'Real', 'del Sol', 'de la Constitución', 'Cervantes', 'San José', 'de España', 'Goya', 'del Carmen'],
    ...['Velázquez', 'de Andalucía', 'Santa María', 'Colón', 'de la Iglesia'],
  ].flatMap((name) => ['Calle', 'Avenida', 'Plaza', 'Paseo'].map((type) => `${type} ${name}`)),
  cities: places(
    'Málaga,Málaga,29,95|Córdoba,Córdoba,14,95|León,León,24,98|Cádiz,Cádiz,11,95|Madrid,Madrid,28,91|Sevilla,Sevilla,41,95|A Coruña,A Coruña,15,98|Alcalá de Henares,Madrid,28,91|San Sebastián,Gipuzkoa,20,94|Logroño,La Rioja,26,94',
  ),
  street: (number, name) => `${name}, ${number}`,
  postcode: '999',
  phone: '# 999 99 99',
};

/** Chinese surnames: traditional, simplified, pinyin, Wade-Giles. */
export const HAN_SURNAMES = places(
  '陳,陈,chen,chen|林,林,lin,lin|黃,黄,huang,huang|張,张,zhang,chang|李,李,li,li|王,王,wang,wang|吳,吴,wu,wu|劉,刘,liu,liu|蔡,蔡,cai,tsai|楊,杨,yang,yang|許,许,xu,hsu|鄭,郑,zheng,cheng|謝,谢,xie,hsieh|郭,郭,guo,kuo|洪,洪,hong,hung|曾,曾,zeng,tseng|邱,邱,qiu,chiu|廖,廖,liao,liao|賴,赖,lai,lai|周,周,zhou,chou|徐,徐,xu,hsu|蘇,苏,su,su|葉,叶,ye,yeh|莊,庄,zhuang,chuang|呂,吕,lv,lu|江,江,jiang,chiang|何,何,he,ho|蕭,萧,xiao,hsiao|羅,罗,luo,lo|高,高,gao,kao|歐陽,欧阳,ouyang,ouyang|司馬,司马,sima,ssuma',
);

/** Characters of Chinese given names: traditional, simplified, pinyin, Wade-Giles. */
export const HAN_GIVEN = places(
  '怡,怡,yi,i|君,君,jun,chun|雅,雅,ya,ya|婷,婷,ting,ting|志,志,zhi,chih|明,明,ming,ming|偉,伟,wei,wei|淑,淑,shu,shu|芬,芬,fen,fen|俊,俊,jun,chun|傑,杰,jie,chieh|美,美,mei,mei|玲,玲,ling,ling|建,建,jian,chien|宏,宏,hong,hung|家,家,jia,chia|豪,豪,hao,hao|惠,惠,hui,hui|麗,丽,li,li|華,华,hua,hua|國,国,guo,kuo|文,文,wen,wen|秀,秀,xiu,hsiu|英,英,ying,ying|麟,麟,lin,lin|佳,佳,jia,chia|蓉,蓉,rong,jung|承,承,cheng,cheng|翰,翰,han,han|宇,宇,yu,yu|軒,轩,xuan,hsuan|詩,诗,shi,shih|涵,涵,han,han|欣,欣,xin,hsin|穎,颖,ying,ying|龍,龙,long,lung|鳳,凤,feng,feng|強,强,qiang,chiang|勇,勇,yong,yung|靜,静,jing,ching|敏,敏,min,min|磊,磊,lei,lei|洋,洋,yang,yang|艷,艳,yan,yen|娟,娟,juan,chuan|濤,涛,tao,tao|超,超,chao,chao|剛,刚,gang,kang|平,平,ping,ping|桂,桂,gui,kuei',
);

export const TAIWAN_PLACES = places(
  '臺北市,大安區,106,02|臺北市,信義區,110,02|新北市,板橋區,220,02|新北市,三重區,241,02|桃園市,中壢區,320,03|臺中市,西屯區,407,04|臺中市,北屯區,406,04|臺南市,東區,701,06|高雄市,三民區,807,07|高雄市,左營區,813,07|新竹市,東區,300,03|基隆市,仁愛區,200,02',
);
export const TAIWAN_ROADS = words(
  '忠孝東路 中山北路 民生路 仁愛路 和平東路 復興南路 建國路 成功路 中正路 民族路 光復路 文化路 自由路 大同路 三民路 信義路',
);
export const CHINA_PLACES = places(
  '广东省,深圳市,南山区,440305|广东省,广州市,天河区,440106|浙江省,杭州市,西湖区,330106|江苏省,南京市,鼓楼区,320106|四川省,成都市,武侯区,510107|湖北省,武汉市,洪山区,420111|山东省,青岛市,市南区,370202|陕西省,西安市,雁塔区,610113',
);
export const CHINA_ROADS = words(
  '人民路 解放路 中山路 建设路 科技路 文三路 长江路 和平路 新华路 学院路 滨海大道 深南大道',
);
export const HAN_TRADES = words(
  '科技 貿易 實業 企業 國際 電子 精密工業 食品 建設 生物科技 資訊 工程 塑膠 紡織 機械 汽車 物流 光電',
);

export const BUSINESS_WORDS = words(
  'Global Summit Pioneer Vertex Northern Atlantic Delta Apex Quantum Harbor Sterling Blue Golden Cascade Evergreen Titan Orion Falcon Liberty Crown Silver Coastal Prime United Eastern Heritage Granite Aurora Keystone Phoenix Nordic Alpine Metro Beacon Polar',
);
export const TRADES = words(
  'Logistics Systems Consulting Foods Software Industries Energy Pharma Media Textiles Motors Insurance Packaging Solutions Engineering Electronics Plastics Shipping Brewing Analytics Holdings Partners Tools Optics',
);
export const FORMS: { readonly [country: string]: readonly string[] } = {
  'United States': ['Inc.', 'LLC', 'Corporation', 'Co.'],
  'United Kingdom': ['Ltd', 'Limited', 'plc'],
  Germany: ['GmbH', 'AG', 'GmbH & Co. KG'],
  France: ['SA', 'SARL', 'SAS'],
  Spain: ['S.A.', 'S.L.'],
  Netherlands: ['B.V.', 'N.V.'],
};
export const JOBS = [
  ...[
    'CEO',
    'CTO',
    'Sales Manager',
    'Marketing Director',
    'VP Sales',
    'Head of Procurement',
    'Software Engineer',
    'Owner',
  ],
  ...[
    'Account Executive',
    'HR Manager',
    'Operations Manager',
    'Buyer',
    'Consultant',
    'Product Manager',
    'Office Manager',
  ],
];
export const OCCUPATIONS = [
  ...['farmer', 'labourer', 'carpenter', 'weaver', 'servant', 'miner', 'blacksmith', 'tailor', 'shoemaker', 'clerk'],
  ...['dressmaker', 'teacher', 'mason', 'baker', 'butcher', 'sailor', 'merchant', 'none', 'scholar', 'housekeeper'],
];

const NICK =
  'James Jim,Robert Bob,John Jack,Michael Mike,William Bill,Richard Dick,Joseph Joe,Thomas Tom,Charles Chuck,Christopher Chris,Daniel Dan,Matthew Matt,Anthony Tony,Steven Steve,Andrew Andy,Joshua Josh,Kenneth Ken,Timothy Tim,Ronald Ron,Edward Ted,Jeffrey Jeff,Nicholas Nick,Benjamin Ben,Samuel Sam,Gregory Greg,Alexander Alex,Lawrence Larry,Patricia Pat,Jennifer Jenny,Elizabeth Beth,Barbara Barb,Susan Sue,Jessica Jess,Margaret Peggy,Kimberly Kim,Deborah Debbie,Rebecca Becky,Katherine Kate,Christine Chris,Catherine Cathy,Victoria Vicky,Samantha Sam,Abigail Abby,Theresa Terry,Stephen Steve,Peter Pete,David Dave,Francisco Paco,José Pepe,Dolores Lola,Hans Hansi,Maximilian Max,Sebastian Basti';
/** A pet form of a forename. */
export const NICKNAMES: ReadonlyMap<string, string> = new Map(
  NICK.split(',').map((pair) => pair.split(' ') as [string, string]),
);
