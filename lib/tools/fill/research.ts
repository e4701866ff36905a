import type { Random } from '@/lib/shared/seeded-random'

/** Titles and abstracts that read as research: a grammar over the words of each discipline. Pure. */

type Words = { things: string[]; methods: string[]; places: string[]; aims: string[] }
const split = (text: string) => text.split('; ')
const words = (things: string, methods: string, places: string, aims: string): Words => ({
  things: split(things),
  methods: split(methods),
  places: split(places),
  aims: split(aims),
})

const FIELDS: Record<string, Words> = {
  life: words(
    'drought tolerance of sorghum; gut bacteria of ruminants; resistance genes of wheat rust; pollen viability of wild rice; mosquito olfaction; root symbionts of acacia; venom peptides of vipers; seed dormancy of teff',
    'genome-wide association; single-cell sequencing; CRISPR knock-outs; metagenomics; field trials in split plots; mass spectrometry of proteins',
    'highland farms; the Sahel; mangrove forests; river deltas; greenhouses at two sites',
    'breed varieties that yield with less water; find targets for safer drugs; protect species that are about to vanish; cut losses after the harvest',
  ),
  earth: words(
    'soil moisture; glacier melt; sediment of monsoon rivers; dust storms; groundwater arsenic; landslides; coastal erosion; aerosol and cloud',
    'synthetic aperture radar; isotope hydrology; regional climate models; low-cost sensor networks; seismic noise tomography; machine learning on satellite images',
    'the Hindu Kush; the Ganges delta; the East African Rift; the Aral basin; the Atlas mountains',
    'warn people before floods; plan wells that last; tell natural from man-made change; map hazards where there are no gauges',
  ),
  matter: words(
    'lead-free perovskites; sodium batteries; catalysts for green ammonia; topological insulators; membranes for desalination; quantum dots; carbon capture in metal-organic frameworks; high-entropy alloys',
    'density functional theory; in-situ X-ray diffraction; ultrafast spectroscopy; electrochemical impedance; molecular dynamics with learned potentials; atomic layer deposition',
    'humid climates; off-grid villages; high temperature; low-cost laboratories',
    'make devices that last twenty years; replace scarce metals; halve the energy of the process; understand what limits the efficiency',
  ),
  signals: words(
    'speech recognition of languages with few texts; fault detection in power grids; swarm robots; crop disease in phone pictures; integer programs of timetables; privacy of medical records; turbulence in pipes; 6G antennas',
    'graph neural networks; Bayesian inference; model predictive control; federated learning; stochastic optimisation; wavelet analysis',
    'rural networks; small hospitals; city traffic; edge devices with little memory',
    'bring the method to people without fast computers; prove bounds on the error; save energy; give answers that can be explained',
  ),
  society: words(
    'access to vaccines; mobile money; childhood malnutrition; migration of nurses; air pollution and birth weight; antibiotic use; memory in the elderly; credit to small farms',
    'a cohort study; difference-in-differences; cluster-randomised trials; systematic reviews; agent-based models; survey experiments',
    'slums of fast growing cities; border regions; district hospitals; farming households',
    'tell which policy works; lower the cost of care; give ministries figures they can use; find who is left out',
  ),
}

/** The words of a discipline, by parts of its key. */
const KINDS: [RegExp, keyof typeof FIELDS][] = [
  [/bio|botany|genetic|zoology|agricult|ecology|pharma|neuro/, 'life'],
  [/atmos|environ|geo|hydro|marine|remote|soil|space|astro/, 'earth'],
  [/chem|energy|material|nano|nuclear|optics|physics|mechanics/, 'matter'],
  [/automation|computer|electronic|math|statistics/, 'signals'],
]
const fieldOf = (programme: string) => FIELDS[KINDS.find(([test]) => test.test(programme))?.[1] ?? 'society']!

export type Research = { title: string; abstract: string; keywords: string; about: string; paper: string }

/** A proposal in English; `about` is the experience or the motivation. */
export function researchOf(random: Random, programme: string, host: string): Research {
  const { things, methods, places, aims } = fieldOf(programme)
  const [thing, other] = random.some(things, 2) as [string, string]
  const [method, second] = random.some(methods, 2) as [string, string]
  const [place, aim] = [random.pick(places), random.pick(aims)]
  const upper = (text: string) => text[0]!.toUpperCase() + text.slice(1)
  const title = random.pick([
    `${upper(thing)} in ${place} studied by ${method}`,
    `How ${method} can help to understand ${thing}`,
    `${upper(method)} for ${thing}: evidence from ${place}`,
    `Towards better knowledge of ${thing} in ${place}`,
  ])
  const years = random.int(2, 4)
  const abstract = [
    `What is known about ${thing} comes mostly from few sites, and little of it from ${place}.`,
    `I want to find out how ${thing} depends on ${random.pick(['temperature', 'time', 'scale', 'its surroundings', 'the way it is measured'])}, and whether it is linked to ${other}.`,
    `In ${years} steps I will first collect data with partners at home, then apply ${method}, and compare the results with those of ${second}.`,
    `${random.int(3, 40) * 10} samples and open software make the work one that others can repeat.`,
    `The results should help to ${aim}.`,
  ].join(' ')
  return {
    title,
    abstract,
    keywords: [thing, method, second].join(', '),
    about: `In my thesis I worked on ${other} with ${second}, took ${random.int(20, 400)} measurements and wrote the analysis in Python. The group at ${host} is known for ${method}, which no laboratory at home can teach me, and I will bring back what I learn to my university.`,
    paper: `${upper(other)} in ${random.pick(places)}: first results by ${second}`,
  }
}

/** Abstracts in other languages, which some applicants write. */
const OTHERS = {
  chinese: (n: number) => ({
    title: random3(n, [
      '基于遥感数据的土壤水分反演研究',
      '新型钠离子电池电极材料的制备与性能',
      '低资源语言语音识别方法研究',
    ]),
    abstract:
      '本研究针对目前观测资料不足、机理尚不清楚的问题，提出一种将实地观测、实验测量与数值模拟相结合的研究方法。首先收集本国及合作单位的数据，建立质量控制流程；其次比较不同模型的误差来源，分析温度、时间和空间尺度的影响；然后利用机器学习方法改进预测结果，并与传统方法进行系统比较；最后将成果用于本国的实际问题，公开全部数据和程序，便于他人重复和检验。预期成果将加深对该过程的认识，为有关部门制定政策提供可靠的科学依据，并为两国科研人员之间的长期合作打下良好基础，培养一批能够独立开展研究的青年学者。',
    keywords: '观测, 模型, 机器学习',
  }),
  arabic: (n: number) => ({
    title: random3(n, [
      'تقدير رطوبة التربة من صور الأقمار الصناعية',
      'محفزات جديدة لإنتاج الأمونيا الخضراء',
      'التعرف على الكلام في اللهجات العربية',
    ]),
    abstract:
      'تهدف هذه الدراسة إلى فهم العلاقة بين القياسات الميدانية والنماذج العددية في المناطق الجافة التي تقل فيها البيانات. سنجمع أولاً بيانات من محطات مختلفة، ثم نقارن بين طرق التحليل المعروفة وطريقة جديدة تعتمد على التعلم الآلي، ونقدر مقدار الخطأ في كل منها. ستكون جميع البيانات والبرامج متاحة للباحثين الآخرين، وستساعد النتائج على اتخاذ قرارات أفضل في إدارة الموارد الطبيعية.',
    keywords: 'قياسات, نماذج, تعلم آلي',
  }),
  french: (n: number) => ({
    title: random3(n, [
      'Télédétection de l’humidité des sols au Sahel',
      'Matériaux sans plomb pour cellules solaires',
      'Reconnaissance de la parole pour les langues peu dotées',
    ]),
    abstract:
      'Ce projet étudie un phénomène encore mal connu faute d’observations suffisantes. Nous réunirons d’abord des mesures de terrain, puis nous comparerons plusieurs modèles afin de distinguer les sources d’erreur. Les données et les programmes seront publiés, et les résultats aideront les services nationaux à mieux planifier leurs travaux.',
    keywords: 'mesures, modèles, comparaison',
  }),
}
export type OtherLanguage = keyof typeof OTHERS
const random3 = (n: number, titles: string[]) => titles[n % titles.length]!

export const researchIn = (language: OtherLanguage, n: number) => OTHERS[language](n)
