import fc from 'fast-check';
import { createReadStream } from 'node:fs';
import { plainAbstract, plainText } from '../../../src/ingest/sources/plain-text.js';
import { unpacked } from '../../../src/ingest/sources/read.js';
import { linesOf } from '../../../src/ingest/sources/text.js';
import { describeWith, sharedFile } from './support.js';

describe('plainText undoes', () => {
  it.each([
    ['spaces and line breaks', ' a\n  b\tc\u00a0d ', 'a b c d'],
    ['silent characters', 'a\u00adb\u200bc\ufeffd\u0000e\u202ef', 'abcdef'],
    ['lone surrogates', 'a\ud800b\udc00 𝒳', 'ab 𝒳'],
    ['controls that were Windows-1252', '\u0093quoted\u0094 it\u0092s', '“quoted” it’s'],
    ['UTF-8 that was read as Latin-1', 'â\u0080\u009cseedâ\u0080\u009d', '“seed”'],
    ['a LaTeX command whose backslash became a tab', 'a \textit{b} \times c \theta', 'a b × c θ'],
    ['entities', 'R&amp;D &lt; &#x201C;x&#8221; &eacute;&nbsp;&mdash; &alpha;', 'R&D < “x” é — α'],
    ['entities twice', 'AT&amp;amp;T', 'AT&T'],
    ['tags', 'The <i>k</i><sub>1</sub> and<br/>6<sup>th</sup> <b>x</b>', 'The k1 and 6th x'],
    ['tags inside entities', '&lt;i&gt;Q&lt;/i&gt;-Learning', 'Q-Learning'],
    ['JATS', '<jats:p>One.</jats:p><jats:p>Two <jats:italic>x</jats:italic>.</jats:p>', 'One. Two x.'],
    ['MathML', '<mml:math><mml:mi>x</mml:mi><mml:mo>=</mml:mo><mml:mn>2</mml:mn></mml:math>', 'x=2'],
    [
      'a formula given twice',
      '<tex-math>$F_0$</tex-math><mml:math><mml:msub><mml:mi>F</mml:mi><mml:mn>0</mml:mn></mml:msub></mml:math> x',
      'F0 x',
    ],
    ['TeX in tags', '<inline-formula><tex-math notation="LaTeX">$F_0$</tex-math></inline-formula> Model', 'F₀ Model'],
    ['comments, scripts and CDATA', 'a<!-- no --> <script>no()</script><![CDATA[b]]>', 'a b'],
    ['a mark at the end', 'Results are given.<>', 'Results are given.'],
    ['Greek letters', String.raw`$\alpha$-divergence and \beta`, 'α-divergence and β'],
    ['formulas', String.raw`$O(n\log n)$, $\frac{1}{n+1}$, $\sqrt{T}$, $n^{1/2}$`, 'O(n log n), 1/(n+1), √T, n^(1/2)'],
    ['scripts', 'D$^3$ $L_2$ $x_{ij}$ $10^{-3}$ $f^*$', 'D³ L₂ x_ij 10⁻³ f^*'],
    ['nested formulas', String.raw`$\tilde{O}\left(\sqrt{\left(n+m\right)}\kappa\right)$`, 'Õ(√((n+m))κ)'],
    ['formulas side by side', String.raw`2$\times$$\sim$$3$ \(x\) \[y\]`, '2×∼3 x y'],
    [
      'formatting',
      String.raw`\emph{ad hoc} {\em at least} \textbf{a {nested \textit{b}} c}`,
      'ad hoc at least a nested b c',
    ],
    ['formatting that lost its braces', String.raw`\emphlinear \mathcalO`, 'linear O'],
    [
      'accents',
      String.raw`H\"{o}lder Erd\H{o}s Poincar\'e na\"{\i}ve {\'E}tude Fran\c{c}ois \v{S} \~n`,
      'Hölder Erdős Poincaré naïve Étude François Š ñ',
    ],
    ['letters', String.raw`S\o ren \AA{} stra\ss e \L{}ukasz`, 'Søren Å straße Łukasz'],
    ['escapes', String.raw`25\% of \$5 \& a\_b \{0,1\} \#1`, '25% of $5 & a_b {0,1} #1'],
    ['escaped quotes', String.raw`can\'t \"attention\" user\'s`, `can't "attention" user's`],
    ['braces around letters and words', '{B}races, {BERT}, {{GAN}}s, under{-}fit', 'Braces, BERT, GANs, under-fit'],
    ['quotes and dashes of LaTeX', "``quoted'' \\emph{a}---b 1--2", '“quoted” a—b 1–2'],
    ['ties', String.raw`\emph{Fig.}~3 of~\cite{key}.`, 'Fig. 3 of .'],
    [
      'addresses',
      String.raw`\url{https://example.org/~a_b} \href{https://x.org}{here}`,
      'https://example.org/~a_b here',
    ],
    ['macros of the authors', String.raw`\ourmethod achieves $\X$`, 'ourmethod achieves X'],
    ['line breaks written out', String.raw`One.\nTwo \\ three`, 'One. Two three'],
  ])('%s', (_, raw, plain) => {
    expect(plainText(raw)).toBe(plain);
  });
});

describe('plainText leaves alone', () => {
  it.each([
    'a < b and c > d, p<0.001, 0<x<1',
    'pairs <audio, transcript>, triples <subject,verb,object>',
    'what the <b> tag means',
    'the set {0,1}, Open-{Software, Hardware}, {low test error}',
    'C++, C#, F*, R&D, AT&T; &unknown;',
    'The $3 Recognizer, $100 for a 10-day Rush',
    'costs $5 and $10, US$100 or US$200, from $5/$10',
    '$Q is the next step for the "$-family"',
    String.raw`C:\Users\max\new, regex \d+, \\server\share`,
    '~10 ms, snake_case, a_b^c, x^2, 2^n',
    'long--winded --- and `code`',
    '100% of 50°C — naïve “quotes” ½',
    'می‌خواهم 👩‍🔬',
    '𝒳 漢字',
  ])('%s', (text) => {
    expect(plainText(text)).toBe(text);
  });
});

describe('plainAbstract', () => {
  it.each([
    ['<jats:title>Abstract</jats:title><jats:p>We fold.</jats:p>', 'We fold.'],
    ['Abstract: We fold.', 'We fold.'],
    ['ABSTRACT - We fold.', 'We fold.'],
    ['AbstractWe fold.', 'We fold.'],
    ['Abstract interpretation of cranes.', 'Abstract interpretation of cranes.'],
    ['Abstract', 'Abstract'],
  ])('%s', (raw, plain) => {
    expect(plainAbstract(raw)).toBe(plain);
  });
});

describe('plainText comes to an end on', () => {
  // Each of these took minutes in some version; in all they take a few seconds.
  it.each([
    ...[
      '<',
      '<!--',
      '<a ',
      '<i>',
      '<title>',
      '&',
      '&amp;',
      '\\',
      '\\\\',
      '\\a',
      'a\\',
      '\\a ',
      '\\c ',
      "\\'",
      '\\"',
      '\\(',
      '\\[',
    ],
    ...[
      '$',
      '$$',
      '$x',
      '$^',
      '{',
      '}',
      '{{',
      '{a}',
      '\\emph{',
      '\\frac{',
      '\\href{',
      '{\\em ',
      '^{',
      '_',
      '^ ',
      '`',
      '``',
    ],
    ...['"', '\u00e2', '\u0094', ' ', '~', '--'],
  ])('%j, repeated', (sign) => {
    const text = plainText(sign.repeat(240_000 / sign.length));
    expect(text.length).toBeLessThanOrEqual(500_000);
  });
});

describe('plainText on anything', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 5 }),
    fc.constantFrom(
      '\\',
      '{',
      '}',
      '$',
      '^',
      '_',
      '<',
      '>',
      '&',
      ';',
      '~',
      '`',
      "'",
      '"',
      '-',
      ' ',
      'a',
      '1',
      '<i>',
      '</i>',
      '&lt;',
      '\\emph{',
      '\\alpha',
      '\\frac',
      '\\left',
      "\\'",
      '{\\em ',
      '\\begin{a}',
      '$$',
      '\\(',
      '\\)',
      '<jats:p>',
    ),
  );

  it('gives clean text for anything', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const plain = plainText(pieces.join(''));
        expect(plain).toBe(plain.trim());
        expect(plain).not.toMatch(/\s\s|\p{Cs}|[\ufdd0-\ufdef]|\p{Cc}/u);
      }),
      { numRuns: 20_000 },
    );
  });

  it('leaves plain prose as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9,.;:!?()'"%+*=@#|/[\]-] ?){0,60}[a-z]$/), (prose) => {
        expect(plainText(prose)).toBe(prose);
      }),
      { numRuns: 5000 },
    );
  });
});

describeWith(sharedFile('data/corpus/papers-100k.jsonl.gz'), 'plainText on real texts', (file) => {
  it('changes few of its own results, and loses no more than signs and tags', async () => {
    let texts = 0;
    let unstable = 0;
    const shortened: string[] = [];
    for await (const { text } of linesOf(unpacked(createReadStream(file)))) {
      const { title, abstract } = JSON.parse(text) as { title: string; abstract: string };
      for (const raw of [title, abstract]) {
        const plain = plainText(raw);
        texts += 1;
        if (plainText(plain) !== plain) unstable += 1;
        if (raw.length > 300 && plain.length < raw.length * 0.6) shortened.push(raw);
      }
      if (texts >= 60_000) break;
    }
    expect(texts).toBe(60_000);
    expect(unstable).toBeLessThan(15);
    expect(shortened).toEqual([]);
  });
});
