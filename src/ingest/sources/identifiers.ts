import { hasOrcidChecksum, parseArxivId, parseDoi } from '../../ref/ref.js';
import { textOf } from './shape.js';

/** No identifier is longer, with its address or without. */
const MOST_LENGTH = 280;

/** Reads an arXiv id from an id, an `arXiv:` form, an arXiv address or arXiv's own DOI, without its version. */
export function arxivIdOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MOST_LENGTH) return undefined;
  const id = value
    .trim()
    .replace(/^https?:\/\/(?:[\w-]+\.)*arxiv\.org\/(?:abs|pdf|html|format)\//i, '')
    .replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, '')
    .replace(/^10\.48550\/arxiv\./i, '')
    .replace(/^arxiv:\s*/i, '')
    .replace(/(?:\.pdf)?(?:[?#].*)?$/i, '');
  return parseArxivId(id);
}

/** Reads a DOI from any of its forms, in lower case. */
export function doiOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MOST_LENGTH) return undefined;
  return parseDoi(
    value
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replace(/[.,;]+$/, ''),
  );
}

/** An identifier such as `pmid:123`, when the value is a text or number without spaces that `form` accepts. */
export function identifierOf(scheme: string, value: unknown, form = /^\S+$/): string | undefined {
  const text = textOf(value);
  return text !== undefined && text.length <= MOST_LENGTH && form.test(text) ? `${scheme}:${text}` : undefined;
}

/** The best of the names of a cited paper: papers are kept by arXiv id, else by DOI. */
export function referenceOf(names: { arxivId?: unknown; doi?: unknown; other?: string }): string | undefined {
  const arxivId = arxivIdOf(names.arxivId) ?? arxivIdOf(names.doi);
  if (arxivId !== undefined) return `arxiv:${arxivId}`;
  const doi = doiOf(names.doi);
  return doi === undefined ? names.other : `doi:${doi}`;
}

/** Reads `W123`, `A123` and the like, with or without OpenAlex's address. */
export function openalexId(letter: 'W' | 'A', value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const id = /^(?:https?:\/\/openalex\.org\/(?:works\/|authors\/)?)?([AW]\d{2,15})$/i
    .exec(value.trim())?.[1]
    ?.toUpperCase();
  return id?.startsWith(letter) === true ? `openalex:${id}` : undefined;
}

/** Reads an ORCID with or without its address; one whose last digit does not check is none. */
export function orcidOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const orcid = /(?:^|\/)(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\/?$/i.exec(value.trim())?.[1]?.toUpperCase();
  return orcid !== undefined && hasOrcidChecksum(orcid) ? orcid : undefined;
}
