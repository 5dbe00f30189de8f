import { windows1252 } from './text.js';

/** Tags that stand between words, also without a partner. */
const BREAKS = words('p br hr li tr td');

/** Tags around a block: words on their two sides are no one word. */
const BLOCKS = words(
  'div ul ol dl dt dd sec section title h1 h2 h3 h4 h5 h6 table th blockquote list list-item disp-formula abstract para',
);

/** Tags inside a line. */
const INLINES = words(
  `i b u em strong sub sup inf sc scp small big tt code span font a s strike abbr cite q mark del ins underline italic
   bold emph monospace roman sans-serif styled-content named-content xref ext-link uri email inline-formula
   inline-graphic tex-math alternatives math mrow mi mn mo mtext ms mspace msub msup msubsup munder mover munderover
   mfrac msqrt mroot mstyle mtable mtr mtd mfenced menclose mpadded mphantom mprescripts mmultiscripts none semantics
   annotation annotation-xml img graphic subscript superscript inlineequation equationsource text`,
);

const TAG = /<(\/?)(?:(jats|mml|m|xhtml|html):)?([a-z][a-z0-9-]*)(\s[^<>]*)?\/?>/gi;
const SELDOM_SHOWN = /<(script|style)\b[^<>]*>[^<]*<\/\1\s*>|<!--[^<>]*-->|<!\[CDATA\[|\]\]>/gi;
const OWN_HEADING = /<(jats:)?title>\s*(?:abstract|summary)\s*[:.]?\s*<\/\1title>/gi;
/** Of a formula that is given both ways the TeX is dropped. */
const TWIN_FORMULA = /<(jats:)?tex-math\b[^<>]*>[^<]*<\/\1tex-math>(?=\s*<(?:mml:)?math\b)/gi;

/** Takes out tags and decodes entities, also entities that hide tags or were encoded twice. */
export function withoutMarkup(text: string): string {
  if (!text.includes('&')) return withoutTags(text);
  return withoutTags(decodeEntities(decodeEntities(withoutTags(text))));
}

/**
 * Takes out the tags of the lists above. Others stay, since prose has its own angle
 * brackets; and so does a tag without a partner, since it may be what the text is
 * about.
 */
function withoutTags(text: string): string {
  if (!text.includes('<')) return text;
  const cleared = text.replaceAll(SELDOM_SHOWN, '').replaceAll(OWN_HEADING, ' ').replaceAll(TWIN_FORMULA, '');
  const closed = new Set<string>();
  const opened = new Set<string>();
  for (const [tag, slash, , name = ''] of cleared.matchAll(TAG)) {
    if (slash === '/' || tag.endsWith('/>')) closed.add(name.toLowerCase());
    if (slash === '') opened.add(name.toLowerCase());
  }
  return cleared.replaceAll(TAG, (tag: string, _slash: string, prefix: string | undefined, name: string) => {
    const lower = name.toLowerCase();
    if (BREAKS.has(lower)) return ' ';
    const isTag = prefix !== undefined || (closed.has(lower) && opened.has(lower));
    if (isTag && BLOCKS.has(lower)) return ' ';
    return prefix !== undefined || (isTag && INLINES.has(lower)) ? '' : tag;
  });
}

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,30}));/gi;

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(ENTITY, (entity: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? NAMED.get(name.toLowerCase()) ?? entity;
    return characterOf(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal)) ?? entity;
  });
}

function characterOf(code: number): string | undefined {
  if (code >= 0x80 && code <= 0x9f) return windows1252(code);
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

/** Names of the characters from a code on, in their order. */
function namesFrom(code: number, list: string): [string, string][] {
  return list.split(/\s+/).map((name, index) => [name, String.fromCodePoint(code + index)]);
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ...namesFrom(
    160,
    `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro
     para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil
     Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
     Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml
     igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute
     thorn yuml`.trim(),
  ),
  ...namesFrom(
    0x391,
    'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho _ Sigma Tau Upsilon Phi Chi Psi Omega',
  ),
  ...namesFrom(
    0x3b1,
    'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega',
  ),
  ...namesFrom(0x2018, 'lsquo rsquo sbquo _ ldquo rdquo bdquo _'),
  ...Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    ndash: '–',
    mdash: '—',
    hellip: '…',
    bull: '•',
    prime: '′',
    dagger: '†',
    trade: '™',
    euro: '€',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    zwnj: '\u200c',
    zwj: '\u200d',
    larr: '←',
    rarr: '→',
    harr: '↔',
    rArr: '⇒',
    forall: '∀',
    exist: '∃',
    empty: '∅',
    isin: '∈',
    sum: '∑',
    prod: '∏',
    minus: '−',
    radic: '√',
    infin: '∞',
    cap: '∩',
    cup: '∪',
    int: '∫',
    sim: '∼',
    asymp: '≈',
    ne: '≠',
    le: '≤',
    ge: '≥',
    sub: '⊂',
    sup: '⊃',
    Scaron: 'Š',
    scaron: 'š',
    Zcaron: 'Ž',
    zcaron: 'ž',
    OElig: 'Œ',
    oelig: 'œ',
  }),
]);
