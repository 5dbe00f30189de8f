import { normalizeName, slugOf } from '../text/analysis.js';

/** What a person may write to name a paper. */
export type PaperRef =
  | { readonly kind: 'identifier'; readonly identifier: string }
  | { readonly kind: 'title'; readonly normalizedTitle: string };

/** The text cannot name anything. `wanted` says what would pass. */
export class MalformedRef extends Error {
  override readonly name = 'MalformedRef';
  constructor(
    message: string,
    readonly wanted: string,
  ) {
    super(message);
  }
}

export const MAX_REF_LENGTH = 1000;

const PAPER_REFS =
  'an arXiv id (2410.15460), a DOI (10.1145/3292500), an arXiv, Hugging Face, Semantic Scholar or OpenAlex address or id, a global id, or the exact title';

const NEW_ARXIV = /^\d{4}\.\d{4,5}(v\d+)?$/;
const OLD_ARXIV = /^[a-z][a-z-]*(\.[a-z]{2})?\/\d{7}(v\d+)?$/i;
const DOI = /^10\.\d{4,9}\/\S+$/;
const S2_HASH = /^[0-9a-f]{40}$/i;
const OPENALEX_WORK = /^W\d{2,}$/;

/** Reads an arXiv id in either scheme, without its version; undefined when it is none. */
export function parseArxivId(text: string): string | undefined {
  const id = text.trim();
  if (!NEW_ARXIV.test(id) && !OLD_ARXIV.test(id)) return undefined;
  return id.replace(/v\d+$/, '').toLowerCase();
}

/** Reads a DOI, with or without its address, in lower case; undefined when it is none. */
export function parseDoi(text: string): string | undefined {
  const doi = text
    .trim()
    .replace(/^https?:\/\/(dx\.)?doi\.org\//i, '')
    .replace(/^doi:\s*/i, '');
  return DOI.test(doi) ? doi.toLowerCase() : undefined;
}

/** The identifier of a DOI in lower case; arXiv's own DOIs name the arXiv paper. */
export function identifierOfDoi(doi: string): string {
  const arxivId = /^10\.48550\/arxiv\.(.+)$/.exec(doi)?.[1];
  return arxivId === undefined ? `doi:${doi}` : `arxiv:${arxivId}`;
}

/**
 * Reads whatever a person has at hand to name a paper.
 *
 * @throws MalformedRef when the text is empty, too long, or has the form of an
 * identifier or address without being one.
 */
export function parsePaperRef(ref: string): PaperRef {
  const text = checkRef(ref, PAPER_REFS);
  if (/^https?:\/\//i.test(text)) return { kind: 'identifier', identifier: identifierOfAddress(text) };

  const arxivId = parseArxivId(text.replace(/^arxiv:\s*/i, ''));
  if (arxivId !== undefined) return { kind: 'identifier', identifier: `arxiv:${arxivId}` };
  if (/^arxiv:/i.test(text))
    throw new MalformedRef(`"${text}" is not an arXiv id.`, 'arXiv:2410.15460 or arXiv:hep-th/9711200');

  const doi = parseDoi(text);
  if (doi !== undefined) return { kind: 'identifier', identifier: identifierOfDoi(doi) };
  if (/^(doi:|10\.\d{4})/i.test(text))
    throw new MalformedRef(`"${text}" is not a DOI.`, 'a DOI such as 10.1145/3292500.3330701');

  const other = identifierOfBareId(text);
  if (other !== undefined) return { kind: 'identifier', identifier: other };

  const normalizedTitle = normalizeName(text);
  if (normalizedTitle === '') throw new MalformedRef(`"${text}" has neither letters nor digits.`, PAPER_REFS);
  return { kind: 'title', normalizedTitle };
}

function identifierOfBareId(text: string): string | undefined {
  if (S2_HASH.test(text)) return `s2:${text.toLowerCase()}`;
  const corpusId = /^CorpusI[dD]:\s*(\d+)$/.exec(text)?.[1];
  if (corpusId !== undefined) return `s2:corpus:${corpusId}`;
  if (OPENALEX_WORK.test(text)) return `openalex:${text}`;
  // The ids of records as loaded (acl:P19-1001, hash:…) pass as they are.
  return /^(s2|openalex|hash|acl|pl|pwc):\S+$/.test(text) ? text : undefined;
}

function identifierOfAddress(address: string): string {
  const wanted = `an address of arxiv.org, doi.org, huggingface.co/papers, semanticscholar.org or openalex.org, or ${PAPER_REFS}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) throw new MalformedRef(`"${address}" is not an address.`, wanted);
  const host = url.hostname.replace(/^www\./, '');
  const path = decoded(url.pathname).replace(/\/+$/, '');
  if (host === 'doi.org' || host === 'dx.doi.org') {
    const doi = parseDoi(path.slice(1));
    if (doi !== undefined) return identifierOfDoi(doi);
  }
  if (host === 'arxiv.org' || host.endsWith('.arxiv.org')) {
    const arxivId = parseArxivId(path.replace(/^\/(abs|pdf|html|format)\//, '').replace(/\.pdf$/, ''));
    if (arxivId !== undefined) return `arxiv:${arxivId}`;
  }
  if (host === 'huggingface.co' || host === 'hf.co') {
    const arxivId = parseArxivId(path.replace(/^\/papers\//, ''));
    if (arxivId !== undefined) return `arxiv:${arxivId}`;
  }
  if (host.endsWith('semanticscholar.org')) {
    const hash = /([0-9a-f]{40})$/i.exec(path)?.[1];
    if (hash !== undefined) return `s2:${hash.toLowerCase()}`;
    const corpusId = /CorpusI[dD]:(\d+)$/.exec(path)?.[1];
    if (corpusId !== undefined) return `s2:corpus:${corpusId}`;
  }
  if (host.endsWith('openalex.org')) {
    const work = /(W\d{2,})$/i.exec(path)?.[1];
    if (work !== undefined) return `openalex:${work.toUpperCase()}`;
  }
  throw new MalformedRef(`"${address}" does not lead to a paper.`, wanted);
}

/** The path as a person reads it; as it stands where its escapes are broken. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Reads the slug, name or alias of a topic or technique: case, accents, spaces and hyphens do not count. */
export function parseNameRef(ref: string): string {
  const wanted = 'a slug, name or alias such as LoRA, "low-rank adaptation" or cs.LG';
  const slug = slugOf(checkRef(ref, wanted));
  if (slug === '') throw new MalformedRef(`"${ref}" has neither letters nor digits.`, wanted);
  return slug;
}

export type AuthorRef =
  { readonly kind: 'orcid'; readonly orcid: string } | { readonly kind: 'name'; readonly normalizedName: string };

const AUTHOR_REFS = 'an ORCID (0000-0002-1825-0097), a name (Yoshua Bengio) or a global id';

/** Reads an ORCID, with or without its address, or a name. */
export function parseAuthorRef(ref: string): AuthorRef {
  const text = checkRef(ref, AUTHOR_REFS).replace(/^https?:\/\/orcid\.org\//i, '');
  if (/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/i.test(text)) {
    if (!hasOrcidChecksum(text))
      throw new MalformedRef(`"${text}" is not an ORCID: its last digit does not check.`, AUTHOR_REFS);
    return { kind: 'orcid', orcid: text.toUpperCase() };
  }
  const normalizedName = normalizeName(text);
  if (normalizedName === '') throw new MalformedRef(`"${ref}" has neither letters nor digits.`, AUTHOR_REFS);
  return { kind: 'name', normalizedName };
}

/** ISO 7064 MOD 11-2, as ORCID's structure documentation gives it. */
export function hasOrcidChecksum(orcid: string): boolean {
  const digits = orcid.replaceAll('-', '').toUpperCase();
  const total = Array.from(digits.slice(0, 15), Number).reduce((sum, digit) => (sum + digit) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return digits.at(15) === (check === 10 ? 'X' : String(check));
}

function checkRef(ref: string, wanted: string): string {
  const text = ref.trim();
  if (text === '') throw new MalformedRef('A ref must not be empty.', wanted);
  if (text.length > MAX_REF_LENGTH) throw new MalformedRef(`A ref has at most ${MAX_REF_LENGTH} characters.`, wanted);
  return text;
}
