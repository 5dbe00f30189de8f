/** LaTeX commands that stand for one character, or for a word that is printed as it is. */

const GREEK =
  'alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω';

const SIGNS =
  "times × texttimes × cdot · div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ lesssim ≲ gtrsim ≳ prec ≺ succ ≻ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ setminus ∖ emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬ lnot ¬ land ∧ wedge ∧ lor ∨ vee ∨ oplus ⊕ otimes ⊗ odot ⊙ perp ⊥ bot ⊥ top ⊤ parallel ∥ mid | vert | Vert ‖ lVert ‖ rVert ‖ lvert | rvert | langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ to → rightarrow → longrightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ implies ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ mapsto ↦ uparrow ↑ downarrow ↓ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ angle ∠ prime ′ dagger † ddagger ‡ ldots … dots … cdots ⋯ colon : degree ° textdegree ° checkmark ✓ triangle △ square □ diamond ⋄ sharp ♯ flat ♭ textasciitilde ~ textasciicircum ^ textbackslash ⧵ textquotesingle ' textquoteright ’ textquoteleft ‘ textquotedblleft “ textquotedblright ” textendash – textemdash — textbar | textless < textgreater > textregistered ® texttrademark ™ copyright © pounds £ euro € S § P ¶ quad   qquad  ";

/** Letters, behind which LaTeX swallows one space. */
const LETTERS = 'ss ß ae æ AE Æ oe œ OE Œ aa å AA Å o ø O Ø l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ';

const WORDS =
  'log ln lg exp min max sup inf lim arg argmin argmax sin cos tan tanh sinh cosh det dim ker deg gcd Pr mod bmod poly polylog sgn rank tr';

function table(list: string): ReadonlyMap<string, string> {
  const parts = list.split(' ');
  return new Map(
    parts.flatMap((name, index): [string, string][] =>
      index % 2 === 0 && name !== '' ? [[name, parts[index + 1] ?? '']] : [],
    ),
  );
}

export const LATEX_SYMBOLS: ReadonlyMap<string, string> = new Map([
  ...table(`${GREEK} ${SIGNS}`),
  ['quad', ' '],
  ['qquad', ' '],
]);
export const LATEX_LETTERS = table(LETTERS);
export const LATEX_WORDS: ReadonlySet<string> = new Set(WORDS.split(' '));

/** Combining characters of the accents, by their command. */
export const LATEX_ACCENTS: ReadonlyMap<string, string> = new Map([
  ["'", '\u0301'],
  ['`', '\u0300'],
  ['^', '\u0302'],
  ['"', '\u0308'],
  ['~', '\u0303'],
  ['=', '\u0304'],
  ['.', '\u0307'],
  ['u', '\u0306'],
  ['v', '\u030c'],
  ['H', '\u030b'],
  ['c', '\u0327'],
  ['k', '\u0328'],
  ['r', '\u030a'],
  ['b', '\u0331'],
  ['d', '\u0323'],
  ['hat', '\u0302'],
  ['widehat', '\u0302'],
  ['tilde', '\u0303'],
  ['widetilde', '\u0303'],
  ['bar', '\u0304'],
  ['dot', '\u0307'],
  ['ddot', '\u0308'],
  ['vec', '\u20d7'],
]);

/** Commands whose argument is no text of its own. */
export const LATEX_SILENT: ReadonlySet<string> = new Set(
  'cite citep citet citealp citeauthor citeyear ref eqref autoref cref label footnote vspace hspace begin end color usepackage input bibliography includegraphics vphantom phantom hphantom'.split(
    ' ',
  ),
);

/** Commands of formatting: alone they switch a font, damaged texts have them glued to the next word. */
export const LATEX_FORMATS =
  'emph textbf textit texttt textsc textrm textsf textup mathcal mathbb mathbf mathrm mathsf mathit mathfrak mathscr boldsymbol operatorname underline overline mbox'.split(
    ' ',
  );

export const LATEX_SWITCHES: ReadonlySet<string> = new Set(
  'em it bf sc tt rm sl sf cal bm itshape bfseries scshape ttfamily sffamily upshape normalfont small footnotesize large Large displaystyle textstyle scriptstyle left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr limits nolimits noindent centering par item hfill newline linebreak xspace protect relax'.split(
    ' ',
  ),
);

const SUPERSCRIPTS = new Map(
  Array.from('0123456789+-−=()ni', (plain, index) => [plain, Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ')[index] ?? plain]),
);
const SUBSCRIPTS = new Map(
  Array.from('0123456789+-−=()', (plain, index) => [plain, Array.from('₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎')[index] ?? plain]),
);

/** `n^{2}` → `n²`; what has no raised form stays behind its sign: `n^(1/2)`, `x_ij`. */
export function latexScript(sign: '^' | '_', body: string): string {
  const characters = Array.from(body.trim());
  if (characters.length === 0) return '';
  const forms = sign === '^' ? SUPERSCRIPTS : SUBSCRIPTS;
  if (characters.every((character) => forms.has(character)))
    return characters.map((character) => forms.get(character)).join('');
  const isOneThing = sign === '^' ? /^(?:\p{L}+|[′⊤∗⋆†*])$/u : /^[\p{L}\p{N}]+$/u;
  return isOneThing.test(body.trim()) ? sign + body.trim() : `${sign}(${body.trim()})`;
}
