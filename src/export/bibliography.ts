/** A paper as a citation needs it. What is unknown is absent or null. */
export interface BibliographicPaper {
  readonly id: string;
  readonly title: string;
  /** In order; empty when nobody is known. */
  readonly authors: readonly { readonly name: string }[];
  /** Can be greater than the number of authors that are listed. */
  readonly authorCount?: number | null;
  /** ISO day, such as `2017-06-12`. */
  readonly publishedOn?: string | null;
  readonly year?: number | null;
  readonly venue?: string | null;
  readonly doi?: string | null;
  /** Without version. */
  readonly arxivId?: string | null;
  readonly url?: string | null;
  readonly abstract?: string | null;
  readonly keywords?: readonly string[] | null;
  readonly retracted?: boolean | null;
}

/** The kinds of publication, named as CSL does. */
export type PublicationKind = 'article-journal' | 'paper-conference' | 'article' | 'document';

/** Text on one line, without control characters and halves of characters; undefined when nothing is left. */
export function cleanText(text: string | null | undefined): string | undefined {
  const clean = (text ?? '')
    .replaceAll(/(?!\s)[\p{Cc}\p{Cs}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return clean === '' ? undefined : clean;
}

/** Year, month and day, or the year alone. */
export function datePartsOf({ publishedOn, year }: BibliographicPaper): number[] | undefined {
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(publishedOn ?? '');
  if (day !== null) return day.slice(1).map(Number);
  return year == null ? undefined : [year];
}

/** Where the paper was published. arXiv is an archive, and no venue. */
export function venueOf({ venue }: BibliographicPaper): string | undefined {
  const clean = cleanText(venue);
  return /^\W*(?:arxiv|corr)\b/i.test(clean ?? '') ? undefined : clean;
}

/** Series whose names begin like those of a conference, and which are journals. */
const JOURNAL_PROCEEDINGS =
  /\bproceedings of the (?:national academy|royal society|ieee$|vldb endowment|acm on)|\bproc(?:eedings|\.) acm\b/i;
const CONFERENCE =
  /\b(?:conferences?|conf\.|workshops?|symposium|symposia|proceedings|proc\.|congress|colloquium|findings of|advances in neural information processing)/i;
const JOURNAL =
  /\b(?:journal|j\.|transactions|trans\.|letters|reviews?|surveys|explorations|magazine|annals|archives?|bulletin|nature|science|plos|bmc|ieee access|[jt]mlr|jair|jacm|jasist|cacm|csur|ijcv|t?pami|pnas|pvldb|sicomp|tacl|tallip|taslp|tist|tkdd|tnnls|tods|tog|tois|tvcg)\b/i;
/** `Applied Sciences 14, 2024`. */
const VOLUME = /\s\d+(?:\(\d+\))?,\s*\d{4}$/;
/** `NeurIPS 2020`, `Interspeech 2022`, `ECML PKDD`, `chi-ea`: conferences are known by letters and a year. */
const MEETING = /^\p{Lu}\p{L}*\p{Lu}|\p{L} (?:19|20)\d\d$|^[a-z\d-]+$/u;

/** What kind of publication a paper is: guessed from its venue, since hardly a source says it. */
export function kindOf(paper: BibliographicPaper): PublicationKind {
  const venue = venueOf(paper);
  if (venue === undefined) return cleanText(paper.arxivId) === undefined ? 'document' : 'article';
  if (JOURNAL_PROCEEDINGS.test(venue)) return 'article-journal';
  if (CONFERENCE.test(venue)) return 'paper-conference';
  if (JOURNAL.test(venue) || VOLUME.test(venue)) return 'article-journal';
  return MEETING.test(venue) ? 'paper-conference' : 'article-journal';
}
