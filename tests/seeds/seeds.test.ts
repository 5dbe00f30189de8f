import { readSeeds } from '../../src/ingest/seeds.js';
import type { SeedRecords } from '../../src/ingest/seeds.js';
import { slugOf } from '../../src/text/analysis.js';
import { SEEDS } from '../support/seeded.js';
import { rawSeeds } from './files.js';
import { ancestorsOf, idsInCycles, type Parents } from './lineage.js';
import { sentencesOf } from './text.js';

/** Roots with so many authors that neither the list nor the number is given. */
const AUTHORS_LEFT_OUT = ['arxiv:2307.09288', 'arxiv:2407.21783'];

/** The page dates it two weeks before its identifier. */
const DATED_BEFORE_ITS_IDENTIFIER = ['arxiv:1510.00333'];

/** Techniques whose year is not that of the paper of this file that introduces them. */
const YEAR_OF_ITS_OWN: Readonly<Record<string, { year: number | undefined; because: string }>> = {
  branchynet: { year: 2016, because: 'ICPR 2016 came before the arXiv version of 2017' },
  'information-bottleneck': { year: 1999, because: 'the Allerton conference of 1999 came before the arXiv version' },
  'best-response-approximation': { year: undefined, because: 'others approximated best responses before' },
  'gradient-dropout': { year: undefined, because: 'other methods of that name are older' },
  'lognormal-noise-schedule': { year: undefined, because: 'diffusion models drew lognormal noise levels before' },
  'performance-prediction': { year: undefined, because: 'learning curves were extrapolated before' },
  'predictive-early-stopping': { year: undefined, because: 'learning curves were extrapolated before' },
};

const MOST_WORDS_OF_EVIDENCE = 6;

/** A paper sent in at the end of a month may get an identifier of the next. */
const MOST_DAYS_BEFORE = 4;

const daysAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString();

const raw = rawSeeds();
let seeds: SeedRecords;
let roots: SeedRecords['papers'];

const introducers = () => {
  const years = new Map<string, number[]>();
  for (const { year, techniques } of seeds.papers) {
    for (const { technique, role } of techniques) {
      if (role === 'INTRODUCES') years.set(technique, [...(years.get(technique) ?? []), year ?? NaN]);
    }
  }
  return years;
};
const lineage = (): Parents => new Map(seeds.techniques.map(({ id, variantOf }) => [id, variantOf]));
const topicTree = (): Parents => new Map(seeds.topics.map(({ id, parents }) => [id, parents]));

beforeAll(async () => {
  seeds = await readSeeds(SEEDS);
  roots = seeds.papers.filter(({ source }) => source === 'curated');
});

describe('seed files', () => {
  it.each(['papers', 'techniques', 'topics'] as const)('lose no %s and no key in loading', (kind) => {
    const keys = (records: readonly object[]) => records.map((record) => Object.keys(record));
    const loaded = seeds[kind].map((record, index) =>
      Object.fromEntries(
        Object.keys(raw[kind][index] ?? {}).map((key) => [key, (record as Record<string, unknown>)[key]]),
      ),
    );
    expect(keys(loaded)).toEqual(keys(raw[kind]));
    expect(loaded.flatMap((record) => Object.values(record))).not.toContain(undefined);
  });

  it('are in NFC and leave unknown values out', () => {
    const text = JSON.stringify(raw);
    expect(text).toBe(text.normalize('NFC'));
    expect(text).not.toContain(':null');
  });
});

describe('seed papers', () => {
  it('are the 35 of the page first, then at least 60 roots', () => {
    expect(seeds.papers.slice(0, 35).map(({ source }) => source)).toEqual(Array(35).fill('daily-papers-page'));
    expect(seeds.papers.slice(35)).toEqual(roots);
    expect(roots.length).toBeGreaterThanOrEqual(60);
  });

  it('name their authors and count them', () => {
    const nameless = seeds.papers.filter(({ authors, authorCount }) => !authors?.length && authorCount === undefined);
    expect(nameless.map(({ id }) => id)).toEqual(AUTHORS_LEFT_OUT);
    const miscounted = seeds.papers.filter(
      ({ authors, authorCount }) => authors !== undefined && authors.length !== authorCount,
    );
    expect(miscounted.map(({ id }) => id)).toEqual([]);
  });

  it('name no author twice', () => {
    const doubled = seeds.papers.filter(
      ({ authors = [] }) => new Set(authors.map(({ name }) => name)).size < authors.length,
    );
    expect(doubled.map(({ id }) => id)).toEqual([]);
  });

  it('have a year, an address and an identifier that is their id', () => {
    const faults = seeds.papers.filter(({ id, arxivId, doi, year, url }) => {
      const known = arxivId === undefined ? doi && `doi:${doi}` : `arxiv:${arxivId}`;
      return year === undefined || url === undefined || (known ?? id) !== id || !/^(arxiv|doi|jmlr|neurips):/.test(id);
    });
    expect(faults.map(({ id }) => id)).toEqual([]);
  });

  it('have the address of their identifier', () => {
    const faults = seeds.papers.filter(({ id, url = '' }) => {
      const [scheme = ''] = id.split(':', 1);
      const key = id.slice(scheme.length + 1);
      if (scheme === 'arxiv') return url !== `https://arxiv.org/abs/${key}`;
      if (scheme === 'doi') return url !== `https://doi.org/${key}`;
      return !url.includes(key.split('/').at(-1)!);
    });
    expect(faults.map(({ id }) => id)).toEqual([]);
  });

  it('are dated in the month of their arXiv identifier or shortly before', () => {
    const faults = seeds.papers.filter(({ arxivId = '', publishedOn, year }) => {
      const [, yy, mm] = /^(\d\d)(\d\d)\./.exec(arxivId) ?? [];
      if (yy === undefined || mm === undefined) return false;
      if (publishedOn === undefined) return year !== 2000 + Number(yy);
      return ![0, MOST_DAYS_BEFORE].some((days) => daysAfter(publishedOn, days).startsWith(`20${yy}-${mm}-`));
    });
    expect(faults.map(({ id }) => id)).toEqual(DATED_BEFORE_ITS_IDENTIFIER);
  });

  it('are summarized in two sentences each', () => {
    const counts = seeds.papers.map(({ id, summary = '' }) => [id, sentencesOf(summary).length]);
    expect(counts.filter(([, count]) => count !== 2)).toEqual([]);
    expect(seeds.papers.filter(({ summary = '' }) => !summary.endsWith('.')).map(({ id }) => id)).toEqual([]);
  });

  it('hold no abstract', () => {
    expect(raw.papers.filter((paper) => 'abstract' in paper)).toEqual([]);
  });

  it('belong to a topic of our own and a technique', () => {
    const own = new Set(seeds.topics.filter(({ scheme }) => scheme === 'own').map(({ id }) => id));
    const bare = seeds.papers.filter(
      ({ topics, techniques }) => techniques.length === 0 || !topics.some(({ topic }) => own.has(topic)),
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  it('quote no more than the words that name a technique, literally', () => {
    const quotes = seeds.papers.flatMap(({ id, title, techniques }) =>
      techniques.flatMap(({ technique, evidence }) => evidence.map((quote) => ({ id, title, technique, ...quote }))),
    );
    expect(quotes.length).toBeGreaterThan(200);
    expect(quotes.filter(({ field, text, title }) => field === 'title' && !title.includes(text))).toEqual([]);
    expect(quotes.filter(({ text }) => text.split(' ').length > MOST_WORDS_OF_EVIDENCE)).toEqual([]);
  });

  it('are sure of a technique only with evidence', () => {
    const bare = seeds.papers.flatMap(({ id, techniques }) =>
      techniques
        .filter(({ confidence, evidence }) => confidence === 1 && evidence.length === 0)
        .map((use) => [id, use]),
    );
    expect(bare).toEqual([]);
  });
});

describe('references of the seeds', () => {
  it('never point to a later paper, and to no paper twice', () => {
    const papers = new Map(seeds.papers.map((paper) => [paper.id, paper]));
    const links = seeds.papers.flatMap((citing) =>
      (citing.references ?? []).map((id) => ({ citing, cited: papers.get(id)! })),
    );
    expect(links.length).toBeGreaterThan(200);
    const later = links.filter(
      ({ citing, cited }) =>
        cited.year! > citing.year! ||
        (cited.publishedOn !== undefined && citing.publishedOn !== undefined && cited.publishedOn > citing.publishedOn),
    );
    expect(later.map(({ citing, cited }) => [citing.id, cited.id])).toEqual([]);
    expect(new Set(links.map(({ citing, cited }) => `${citing.id} ${cited.id}`)).size).toBe(links.length);
  });

  it('say that they are not complete, and are left out where unknown', () => {
    const faults = raw.papers.filter(({ references, referencesComplete }) =>
      references === undefined
        ? referencesComplete !== undefined
        : referencesComplete !== false || (references as string[]).length === 0,
    );
    expect(faults.map(({ id }) => id)).toEqual([]);
  });
});

describe('seed techniques', () => {
  it('are described in one sentence each', () => {
    const faults = seeds.techniques.filter(
      ({ description = '' }) => sentencesOf(description).length !== 1 || !description.endsWith('.'),
    );
    expect(faults.map(({ id }) => id)).toEqual([]);
  });

  it('have the year of the earliest paper that introduces them', () => {
    const introduced = [...introducers()].map(([id, years]) => [id, Math.min(...years)] as const);
    expect(introduced.length).toBeGreaterThan(100);
    const byId = new Map(seeds.techniques.map((technique) => [technique.id, technique.introducedYear]));
    const differing = introduced.filter(([id, year]) => byId.get(id) !== year).map(([id]) => [id, byId.get(id)]);
    const documented = Object.entries(YEAR_OF_ITS_OWN).map(([id, { year }]) => [id, year]);
    expect(differing.sort()).toEqual(documented.sort());
  });

  it('are used by no paper before their year', () => {
    const byId = new Map(seeds.techniques.map((technique) => [technique.id, technique.introducedYear ?? 0]));
    const early = seeds.papers.flatMap(({ id, year, techniques }) =>
      techniques.filter(({ technique }) => byId.get(technique)! > year!).map(({ technique }) => [id, technique]),
    );
    expect(early).toEqual([]);
  });

  it('are not older than what they are a variant of', () => {
    const byId = new Map(seeds.techniques.map((technique) => [technique.id, technique.introducedYear]));
    const older = seeds.techniques.flatMap(({ id, introducedYear = Infinity, variantOf }) =>
      variantOf.filter((parent) => introducedYear < (byId.get(parent) ?? 0)).map((parent) => [id, parent]),
    );
    expect(older).toEqual([]);
  });

  it('share no name or alias and have the id of their name', () => {
    const names = seeds.techniques.flatMap(({ name, aliases }) => [name, ...aliases].map(slugOf));
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
    expect(seeds.techniques.filter(({ id, name }) => id !== slugOf(name)).map(({ id }) => id)).toEqual([]);
  });

  it('are named by a paper or lie above one that is', () => {
    const named = new Set(seeds.papers.flatMap(({ techniques }) => techniques.map(({ technique }) => technique)));
    const reached = new Set([...named].flatMap((id) => [id, ...ancestorsOf(id, lineage())]));
    expect(seeds.techniques.filter(({ id }) => !reached.has(id)).map(({ id }) => id)).toEqual([]);
  });
});

describe('seed topics', () => {
  it('are described in one sentence each', () => {
    const faults = seeds.topics.filter(
      ({ description = '' }) => sentencesOf(description).length !== 1 || !description.endsWith('.'),
    );
    expect(faults.map(({ id }) => id)).toEqual([]);
  });

  it('have the arXiv category as id and alias, or the id of their name', () => {
    const faults = seeds.topics.filter(({ id, name, aliases, scheme }) =>
      scheme === 'arXiv' ? slugOf(aliases[0] ?? '') !== id || !name.startsWith(`${aliases[0]}: `) : id !== slugOf(name),
    );
    expect(faults.map(({ id }) => id)).toEqual([]);
  });

  it('are the topic of a paper or lie above one that is', () => {
    const named = new Set(seeds.papers.flatMap(({ topics }) => topics.map(({ topic }) => topic)));
    const reached = new Set([...named].flatMap((id) => [id, ...ancestorsOf(id, topicTree())]));
    expect(seeds.topics.filter(({ id }) => !reached.has(id)).map(({ id }) => id)).toEqual([]);
  });
});

describe('lineage of the seeds', () => {
  it('has no cycle', () => {
    expect(idsInCycles(lineage())).toEqual([]);
    expect(idsInCycles(topicTree())).toEqual([]);
  });

  it('would not hide a cycle', () => {
    const [child, parents] = [...lineage()].find((entry) => entry[1].length > 0)!;
    const parent = parents[0]!;
    expect(idsInCycles(new Map([...lineage(), [parent, [child]]])).sort()).toEqual([child, parent].sort());
  });
});
