import type { PaperRecord } from '../../src/ingest/record.js';
import type { SeedRecords } from '../../src/ingest/seeds.js';
import { readSeeds } from '../../src/ingest/seeds.js';
import { slugOf } from '../../src/text/analysis.js';
import { SEEDS } from '../support/seeded.js';
import { describeWithSource, type Fact } from './files.js';
import { ancestorsOf, type Parents } from './lineage.js';
import { copyFinder } from './text.js';

/** Parents of the taxonomy that the seeds correct. */
const CORRECTED_PARENTS: Readonly<Record<string, string>> = {
  'proportional-hazards-model': 'Cox leaves the baseline hazard open, so it is not parametric',
  'time-series-analysis': 'astronomers fit time series without any deep learning',
};

/** So many words in a row as the page has them count as copied. */
const COPIED_WORDS = 7;

describeWithSource('seeds beside their source', ({ pageText, page, facts, labels, taxonomy, citations }) => {
  let seeds: SeedRecords;
  let papers: PaperRecord[];
  let techniqueIds: ReadonlyMap<string, string>;

  beforeAll(async () => {
    seeds = await readSeeds(SEEDS);
    papers = seeds.papers.filter((paper) => paper.source === 'daily-papers-page');
    techniqueIds = new Map(
      seeds.techniques.flatMap(({ id, name, aliases }) => [name, ...aliases].map((known) => [slugOf(known), id])),
    );
  });

  const idOf = (name: string) => techniqueIds.get(slugOf(name)) ?? `unknown: ${name}`;

  it('says of each paper what the page says, in its order', () => {
    expect(page).toHaveLength(35);
    const days = new Map(facts.map(({ title, date }) => [title, date]));
    expect(
      papers.map(({ title, authorCount, comments, publishedOn }) => [title, authorCount, comments, publishedOn]),
    ).toEqual(page.map(({ title, authorCount, comments }) => [title, authorCount, comments, days.get(title)]));
    expect(
      papers.map(({ publishedOn }) => dateOf(publishedOn)).filter((date, index) => !date.startsWith(page[index]!.date)),
    ).toEqual([]);
  });

  it('gives the identifiers and the authors of the facts', () => {
    expect(facts).toHaveLength(35);
    expect(papers.map(({ id, arxivId, authors }) => [id, arxivId, authors?.map(({ name }) => name)])).toEqual(
      facts.map(({ arxivId, authors }) => [`arxiv:${arxivId}`, arxivId, authors]),
    );
  });

  it('gives every verified venue and none that nobody knows', () => {
    const verified = facts.filter(({ venueStatus }) => isVerified(venueStatus));
    expect(verified.length).toBeGreaterThan(20);
    const venues = new Map(papers.map(({ arxivId, venue }) => [arxivId, venue]));
    expect(verified.map(({ arxivId }) => venues.get(arxivId))).toEqual(verified.map(({ venue }) => shortVenue(venue)));
    const unknown = facts.filter(({ venue }) => venue === null).map(({ arxivId }) => venues.get(arxivId));
    expect(unknown).toEqual(unknown.map(() => undefined));
  });

  it('is sure of an arXiv category only where it was verified', () => {
    const found = papers.map(({ topics }) =>
      topics.filter((topic) => topic.source === 'arxiv').map(({ topic, confidence }) => [topic, confidence === 1]),
    );
    expect(found).toEqual(
      facts.map((fact) => fact.categories.map((category) => [slugOf(category), isVerifiedCategory(fact, category)])),
    );
    expect(new Set(found.flat().map(([, sure]) => sure))).toEqual(new Set([true, false]));
  });

  it('has every labeled technique with its role, and no other', () => {
    const lexical = labels.flatMap(({ techniques }) => techniques.filter((label) => label.lexical));
    expect(lexical.length).toBeGreaterThan(180);
    const rows = (uses: readonly (readonly [string, string])[]) => uses.map((use) => use.join(' ')).sort();
    expect(papers.map(({ techniques }) => rows(techniques.map(({ technique, role }) => [technique, role])))).toEqual(
      labels.map(({ techniques }) => rows(techniques.map(({ name, relation }) => [idOf(name), relation]))),
    );
  });

  it('has every labeled topic, and no other of our own', () => {
    expect(
      papers.map(({ topics }) => topics.filter((topic) => topic.source === 'curated').map(({ topic }) => topic)),
    ).toEqual(labels.map(({ topics }) => topics.map(slugOf)));
  });

  it('quotes matched words as they stand in title or abstract', () => {
    const missing = papers.flatMap(({ techniques }, index) =>
      techniques.flatMap(({ technique, evidence }) => {
        const { title, abstract } = page[index]!;
        const texts = { title, abstract, summary: '' };
        const quoted = evidence.filter(({ field, text }) => texts[field].includes(text));
        return quoted.length === evidence.length && quoted.length > 0 ? [] : [`${title}: ${technique}`];
      }),
    );
    expect(missing).toEqual([]);
  });

  it('keeps the lineage of the taxonomy', () => {
    const techniques: Parents = new Map(seeds.techniques.map(({ id, variantOf }) => [id, variantOf]));
    const topics: Parents = new Map(seeds.topics.map(({ id, parents }) => [id, parents]));
    const lost = [
      ...taxonomy.techniques.flatMap(({ name, variantOf }) => {
        const above = ancestorsOf(idOf(name), techniques);
        return variantOf.filter((parent) => !above.has(idOf(parent))).map(() => idOf(name));
      }),
      ...taxonomy.topics
        .filter(({ name, parent }) => parent !== null && !ancestorsOf(slugOf(name), topics).has(slugOf(parent)))
        .map(({ name }) => slugOf(name)),
    ];
    expect(lost).toEqual(Object.keys(CORRECTED_PARENTS));
    expect(taxonomy.techniques.map(({ name }) => idOf(name)).filter((id) => id.startsWith('unknown'))).toEqual([]);
  });

  it('has the known citations', () => {
    const references = new Map(papers.map(({ arxivId, references = [] }) => [arxivId, references]));
    expect(citations.length).toBeGreaterThan(0);
    expect(
      citations.filter(({ fromArxivId, toArxivId }) => !references.get(fromArxivId)?.includes(`arxiv:${toArxivId}`)),
    ).toEqual([]);
  });

  it('gives no figure in a summary that the page does not give', () => {
    const figures = papers.flatMap(({ summary = '' }, index) =>
      (summary.match(/\d+(?:[.,]\d+)*[BMx%]?/g) ?? []).map((figure) => ({ figure, ...page[index]! })),
    );
    expect(figures.length).toBeGreaterThan(5);
    expect(figures.filter(({ figure, title, abstract }) => !`${title} ${abstract}`.includes(figure))).toEqual([]);
  });

  describe('copied words', () => {
    const titles = page.map(({ title }) => title);
    const copied = copyFinder(pageText, titles, COPIED_WORDS);

    it('stand in no summary and no description', () => {
      const texts = [
        ...seeds.papers.map(({ summary = '' }) => summary),
        ...seeds.techniques.map(({ description = '' }) => description),
        ...seeds.topics.map(({ description = '' }) => description),
      ];
      expect(texts.length).toBeGreaterThan(500);
      expect(texts.flatMap(copied)).toEqual([]);
    });

    it('would be found, but for those of a title', () => {
      const { title, abstract } = page[1]!;
      const words = abstract.split(' ').slice(3, 3 + COPIED_WORDS);
      expect(copied(`Somebody wrote: ${words.join(' ')} (1999).`)).toHaveLength(1);
      expect(copied(`Somebody wrote: ${words.slice(1).join(' ')}.`)).toEqual([]);
      expect(copied(`See ${title}.`)).toEqual([]);
      const short = 'How many parameters are really needed?';
      expect(pageText).toContain(short);
      expect(copied(`Ours comes first. ${short} Ours again.`)).toEqual([short]);
    });
  });
});

function isVerified(status: string): boolean {
  return status.startsWith('verified');
}

function isVerifiedCategory(fact: Fact, category: string): boolean {
  if (isVerified(fact.categoriesStatus)) return true;
  if (category === fact.primaryCategory) return isVerified(fact.primaryCategoryStatus);
  return new RegExp(`\\b${category.replace('.', '\\.')} (on the|from the) `).test(fact.categoriesStatus);
}

/** A venue without pages, number of the issue and track: `Physics Journal 2(2), 2016` → `Physics Journal 2, 2016`. */
function shortVenue(venue: string | null): string | undefined {
  return venue?.replaceAll(/ ?\([^)]*\)(:[\d-]+)?/g, '');
}

/** `2024-10-20` → `Oct 20, 2024`, as the page writes it. */
function dateOf(day = ''): string {
  const date = new Date(`${day}T00:00:00Z`);
  return date.toLocaleDateString('en-US', { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' });
}
