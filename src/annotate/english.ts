/**
 * The closed-class words and the verbs of scientific English that the annotator
 * reads around a mention. A word may have several classes; a bit mask holds them.
 */
export const WordClass = {
  /** Ends a noun phrase on its left: `a`, `the`, `our`, `these`. */
  DETERMINER: 1 << 0,
  PREPOSITION: 1 << 1,
  CONJUNCTION: 1 << 2,
  /** `we`, `it`, `which`, `that` as a subject. */
  PRONOUN: 1 << 3,
  AUXILIARY: 1 << 4,
  ADVERB: 1 << 5,
  NEGATION: 1 << 6,
  /** A verb form that does not stand inside a noun phrase: `shows`, `using`. */
  VERB: 1 << 7,
  /** A participle, which may stand inside a noun phrase: `pruned` in `a pruned network`. */
  PARTICIPLE: 1 << 8,
  /** An adjective or noun that says nothing of its own about a method: `novel`, `proposed`, `main`. */
  PLAIN: 1 << 9,
  /** The authors: `we`, `our`, `us`. */
  AUTHORS: 1 << 10,
  /** `propose`, `introduce`, `present`: what follows is new. */
  PROPOSE: 1 << 11,
  /** `called`, `termed`, `dubbed`: what follows is a name. */
  NAME: 1 << 12,
  /** `use`, `apply`, `based`, `via`: what follows is a means. */
  USE: 1 << 13,
  /** `analyze`, `effect`, `limitations`: what follows is the object of study. */
  STUDY: 1 << 14,
  /** `outperforms`, `than`, `baseline`: what follows is a rival. */
  COMPARE: 1 << 15,
  /** `existing`, `traditional`: what they stand before was there already. */
  PRIOR: 1 << 16,
  /** `suffers`, `fails`: what they follow is a rival that falls short. */
  LACK: 1 << 17,
  /** `novel`, `new`: what they stand before is new, or a new kind of it. */
  NOVEL: 1 << 18,
  /** `dataset`, `benchmark`, `challenge`: what they follow names no technique. */
  RESOURCE: 1 << 19,
  /** `method`, `algorithm`, `framework`: what they follow, or what is called so, names a technique. */
  METHOD: 1 << 20,
  /** Ends in a period without ending a sentence: `al`, `vs`, `fig`. */
  ABBREVIATION: 1 << 21,
  /** `such`, `like`, `including`, `namely`: examples follow. */
  EXAMPLE: 1 << 22,
  /** `for`: what follows is what something is good for. */
  PURPOSE: 1 << 23,
  /** `with`, `by`: what follows may be a means. */
  MEANS: 1 << 24,
  /** `method`, `model`, `metric`: words for method that say nothing of the method. */
  GENERAL: 1 << 26,
  /** `paper`, `work`, `article`, which stand for their authors after `this`. */
  PAPER: 1 << 25,
} as const;

const C = WordClass;

/** Words that have no inflection. */
const FIXED: readonly (readonly [number, string])[] = [
  [C.DETERMINER, 'a an the this that these those its their his her some any each every both all another several many'],
  [C.DETERMINER, 'most few various certain different such other more less two three four five six one'],
  [C.DETERMINER | C.AUTHORS, 'our my'],
  [C.PRONOUN | C.AUTHORS, 'we us i ours'],
  [C.PRONOUN, 'it they them he she you itself themselves which who whom whose what there here'],
  [C.PREPOSITION, 'of in on at from to into onto as about among amongst between within across over under'],
  [C.PREPOSITION | C.PURPOSE, 'for towards toward'],
  [C.PREPOSITION | C.MEANS, 'with by'],
  [C.PREPOSITION, 'during after before around throughout along beyond above below upon per despite'],
  [C.PREPOSITION | C.USE, 'via through'],
  [C.PREPOSITION | C.COMPARE, 'than unlike versus vs'],
  [C.PREPOSITION, 'against'],
  [C.PREPOSITION | C.NEGATION, 'without'],
  [C.NEGATION | C.DETERMINER, 'no neither'],
  [C.NEGATION, 'not nor never cannot'],
  [C.CONJUNCTION, 'and or but nor yet so because although though while whereas if whether when where since until'],
  [C.CONJUNCTION, 'unless hence thus therefore however moreover furthermore thereby besides'],
  [C.AUXILIARY, 'is are was were be been being am has have had having do does did can could may might will would'],
  [C.AUXILIARY, 'shall should must'],
  [
    C.ADVERB,
    'also only very too just even still often already then now always usually typically commonly widely rather',
  ],
  [
    C.ADVERB,
    'well together together further recently first firstly second secondly third finally additionally instead',
  ],
  [C.ADVERB, 'specifically particularly especially generally mainly mostly largely highly fully simply merely quite'],
  [
    C.ADVERB,
    'directly jointly automatically successfully significantly consistently effectively efficiently empirically',
  ],
  [C.ADVERB, 'theoretically experimentally respectively currently previously originally essentially potentially newly'],
  [C.PAPER, 'paper work article study thesis letter'],
  [C.EXAMPLE, 'like including namely such'],
  [C.PLAIN | C.NOVEL, 'novel new'],
  [
    C.PLAIN | C.PRIOR,
    'existing previous prior earlier traditional conventional classical classic standard current recent',
  ],
  [C.PLAIN | C.PRIOR, 'original vanilla competing alternative popular common established naive well-known known'],
  [C.PLAIN | C.COMPARE, 'baseline baselines competitor competitors counterpart counterparts'],
  [C.PLAIN, 'simple efficient effective better best good great high higher low lower large larger small smaller main'],
  [C.PLAIN, 'general particular specific single same similar whole entire overall final initial basic key important'],
  [C.PLAIN, 'significant substantial useful powerful strong stronger weak promising state art sota possible available'],
  [C.PLAIN, 'necessary suitable appropriate able real major minor complex simpler fast faster accurate improved'],
  [C.PLAIN, 'enhanced unified practical underlying resulting corresponding first second third last next further'],
  [C.STUDY, 'effect effects impact role limitation limitations behavior influence properties weakness weaknesses'],
  [C.STUDY, 'understanding analysis analyses study survey review investigation exploration comparison evaluation'],
  [C.STUDY, 'insight insights robustness vulnerability vulnerabilities benefits dynamics theory'],
  [C.COMPARE, 'alternative alternatives replacement superior superiority rival instead opposed'],
  [
    C.RESOURCE,
    'dataset datasets corpus corpora benchmark benchmarks challenge task tasks competition workshop treebank',
  ],
  [
    C.RESOURCE,
    'database databases suite test tests collection university institute conference project track leaderboard',
  ],
  [C.RESOURCE, 'problem problems score scores dollar language languages questionnaire platform data'],
  [C.METHOD | C.GENERAL, 'method methods approach approaches technique techniques algorithm algorithms framework'],
  [C.METHOD | C.GENERAL, 'frameworks model models network networks architecture architectures scheme schemes strategy'],
  [C.METHOD | C.GENERAL, 'strategies mechanism mechanisms module modules procedure procedures system systems paradigm'],
  [
    C.METHOD | C.GENERAL,
    'paradigms pipeline pipelines formulation representation learning tool tools process component',
  ],
  [
    C.METHOD | C.GENERAL,
    'components agent agents objective stage step phase metric metrics measure measures variant variants',
  ],
  [C.METHOD, 'loss losses layer layers optimizer optimizers regularizer regularization estimator estimators protocol'],
  [
    C.METHOD,
    'classifier classifiers parser parsers learner learners solver solvers detector detectors encoder encoders',
  ],
  [C.METHOD, 'decoder decoders criterion criteria operator operators operation training tuning attack attacks defense'],
  [
    C.METHOD,
    'defenses sampler samplers kernel policy attention search transformer convolution formalism grammar heuristic',
  ],
  [
    C.METHOD,
    'heuristics toolkit library constraint schedule initialization perturbation augmentation distillation pruning',
  ],
  [
    C.METHOD,
    'embedding normalization sampling decoding clustering matching curriculum penalty factorization inference',
  ],
  [C.METHOD, 'adaptation generation planner controller tracker'],
  [C.ABBREVIATION, 'al eg ie vs fig cf resp etc sec eq wrt approx'],
];

/** Verbs in their base form; every inflection gets the class. */
const VERBS: readonly (readonly [number, string])[] = [
  [C.PROPOSE, 'propose introduce present develop design devise invent create contribute formulate pioneer unveil'],
  [C.PROPOSE, 'describe construct release'],
  [C.NAME, 'call term name dub coin denote refer'],
  [C.USE, 'use utilize employ leverage apply adopt exploit incorporate combine integrate harness rely base build'],
  [C.USE, 'train extend adapt implement embed equip inspire perform conduct draw borrow inject merge ground motivate'],
  [C.STUDY, 'study analyze investigate examine explore understand evaluate assess characterize revisit probe explain'],
  [C.STUDY, 'scrutinize quantify rethink demystify prove review identify'],
  [C.STUDY, 'improve enhance accelerate understand generalize simplify'],
  [C.COMPARE, 'compare outperform surpass exceed beat replace contrast rival substitute'],
  [C.LACK, 'suffer fail struggle lack ignore neglect overlook underperform lag degrade'],
  [0, 'show demonstrate achieve obtain provide give make take find address solve tackle handle reduce increase'],
  [0, 'enable allow help lead boost aim seek attempt try consider require need see become remain'],
  [0, 'contain consist comprise include involve yield produce generate compute estimate predict learn capture'],
  [0, 'represent define determine discuss report observe note argue claim believe suggest indicate reveal illustrate'],
  [0, 'confirm verify validate establish guarantee ensure encourage force prevent avoid eliminate overcome mitigate'],
  [0, 'alleviate resolve exhibit perform operate work focus concentrate depend differ vary range belong occur appear'],
  [0, 'exist arise emerge come go begin start end continue keep maintain preserve retain offer support serve act'],
  [0, 'select choose assign assume expect know discover detect recognize classify extract transform convert'],
  [0, 'translate map align match measure test run execute share follow lead result motivate facilitate'],
  [0, 'speed scale optimize minimize maximize update modify change add remove drop discard insert'],
  [0, 'compress encode decode connect link associate relate correspond treat view regard cast pose remain enjoy'],
  [0, 'attract receive gain deploy collect gather annotate label mark process transfer converge'],
];

/** Past forms and participles that no rule makes. */
const IRREGULAR: Readonly<Record<string, string>> = {
  build: 'built',
  find: 'found',
  give: 'gave given',
  make: 'made',
  take: 'took taken',
  see: 'saw seen',
  become: 'became',
  show: 'shown showed',
  know: 'knew known',
  come: 'came',
  go: 'went gone',
  begin: 'began begun',
  keep: 'kept',
  choose: 'chose chosen',
  lead: 'led',
  run: 'ran',
  seek: 'sought',
  draw: 'drew drawn',
  rethink: 'rethought',
  understand: 'understood',
  beat: 'beaten',
  arise: 'arose arisen',
  cast: 'cast',
  learn: 'learnt',
};

/** Nouns as often as verbs, so these forms do not end a noun phrase. */
const ALSO_NOUNS = new Set(
  (
    'base use study review design term name process result label mark change end start update map view match test run ' +
    'work focus share support act range need scale speed link measure force help term call attempt contrast ' +
    'learning training modeling encoding decoding processing matching merging mapping labeling testing sharing ' +
    'scaling compressing optimizing detecting building annotating results terms names labels uses changes maps views ' +
    'matches tests works needs scales links measures studies reviews designs bases processes updates'
  ).split(' '),
);

/** Participles that qualify nothing in particular: `the proposed method`. */
const PLAIN_PARTICIPLES = new Set('proposed introduced presented developed described used improved based'.split(' '));

/** Every inflection of a verb with the classes that tell finite forms from participles: `use` → uses, used, using. */
function* inflections(base: string): Generator<readonly [string, number]> {
  const stem = base.endsWith('e') ? base.slice(0, -1) : base;
  const doubled = /^(?:[^aeiou]*[aeiou][bgmnpt])$/.test(base) ? base + base.slice(-1) : stem;
  const y = /[^aeiou]y$/.test(base);
  yield [base, C.VERB];
  yield [y ? `${base.slice(0, -1)}ies` : /(?:s|x|ch|sh|o)$/.test(base) ? `${base}es` : `${base}s`, C.VERB];
  yield [`${doubled}ing`, C.VERB];
  for (const past of IRREGULAR[base]?.split(' ') ?? [y ? `${base.slice(0, -1)}ied` : `${doubled}ed`]) {
    yield [past, C.PARTICIPLE];
  }
}

/** Word (folded) → its classes. */
export function wordClasses(): Map<string, number> {
  const classes = new Map<string, number>();
  const add = (word: string, bits: number): void => void classes.set(word, (classes.get(word) ?? 0) | bits);
  for (const [bits, words] of FIXED) for (const word of words.split(' ')) add(word, bits);
  for (const [bits, words] of VERBS) {
    for (const base of words.split(' ')) {
      for (const [form, kind] of inflections(base)) {
        const plain = PLAIN_PARTICIPLES.has(form) ? C.PLAIN : 0;
        add(form, bits | (ALSO_NOUNS.has(form) ? 0 : kind) | plain);
      }
    }
  }
  return classes;
}
