import type DataLoader from 'dataloader';
import { questionLoader, type Question } from '../api/batch.js';
import { ALWAYS, type Condition } from '../graph/condition.js';
import { diversify } from './diversity.js';
import { candidatesOf, subjectOf, type Subject } from './facts.js';
import type { Weights } from './formula.js';
import type { RelatedRepository } from './related.repository.js';
import { rank, type Scored, type Side } from './score.js';
import { queryOf, subjectText } from './text.js';

/** How related papers are wanted. */
export interface Manner {
  readonly weights: Weights;
  readonly condition: Condition;
  /** 0 to 1. */
  readonly diversity: number;
}

/** Ids of what results should be like. */
export interface Seeds {
  readonly paperIds: readonly string[];
  readonly techniqueIds: readonly string[];
  readonly topicIds: readonly string[];
}

export interface Ask {
  readonly like: Seeds;
  readonly unlike: Seeds;
}

const NO_SEEDS: Seeds = { paperIds: [], techniqueIds: [], topicIds: [] };
const TEXT_HITS = 200;
/** With a filter many hits go, so more are asked for. */
const FILTERED_HITS = 1000;

/** Ranks papers: retrieve → score. Explaining is done for what is shown. */
export class RelatedLoaders {
  /** The papers related to one paper, best first; batched per request. */
  readonly ofPaper: DataLoader<Question<Manner>, readonly Scored[], string>;

  constructor(private readonly repository: RelatedRepository) {
    this.ofPaper = questionLoader(async (ids, manner: Manner) => {
      const asks = ids.map((id) => ({ like: { ...NO_SEEDS, paperIds: [id] }, unlike: NO_SEEDS }));
      const ranked = await this.answer(asks, manner);
      return new Map(ids.map((id, index) => [id, ranked[index] ?? []]));
    }, []);
  }

  /** The papers related to sets of papers, techniques and topics: three reads, or four with techniques or topics. */
  async answer(asks: readonly Ask[], { weights, condition, diversity }: Manner): Promise<(readonly Scored[])[]> {
    const filtered = condition !== ALWAYS && !('all' in condition && condition.all.length === 0);
    const seeds = asks.flatMap(({ like, unlike }) => [like, unlike]);
    const paperIds = distinct(seeds.map((side) => side.paperIds));
    const named = distinct(asks.flatMap(({ like }) => [like.techniqueIds, like.topicIds]));
    const [rows, papersOf] = await Promise.all([
      paperIds.length === 0 ? [] : this.repository.subjects(paperIds),
      named.length === 0 ? new Map<string, readonly string[]>() : this.repository.papersOf(named),
    ]);
    const asked = rows.map((row) => ({ row, text: subjectText(row) }));
    const hits = await this.repository.readAlike(
      asked.map(({ row, text }) => ({ text: queryOf(text, row), limit: filtered ? FILTERED_HITS : TEXT_HITS })),
    );
    const subjects = new Map(asked.map(({ row, text }, index) => [row.id, subjectOf(row, text, hits[index] ?? [])]));
    const hitsOf = new Map(rows.map((row, index) => [row.id, hits[index] ?? []]));
    const sideOf = ({ paperIds: ids, techniqueIds, topicIds }: Seeds): Side => ({
      subjects: ids.flatMap((id) => subjects.get(id) ?? []),
      techniqueIds,
      topicIds,
    });
    const found = asks.map(({ like, unlike }) => {
      const ids = new Set<string>();
      for (const subject of sideOf(like).subjects)
        for (const id of candidatesOf(subject, hitsOf.get(subject.row.id) ?? [], filtered)) ids.add(id);
      for (const id of [...like.techniqueIds, ...like.topicIds])
        for (const paper of papersOf.get(id) ?? []) ids.add(paper);
      for (const id of [...like.paperIds, ...unlike.paperIds]) ids.delete(id);
      return ids;
    });
    const rowsOfSubjects = [...subjects.values()].map((subject) => subject.row);
    const candidates = await this.repository.candidates(
      distinct(found.map((ids) => [...ids])),
      new Map(hits.flat().map(({ id, text }) => [id, text])),
      {
        subjectIds: paperIds,
        techniqueIds: distinct([...seeds.map((side) => side.techniqueIds), ...rowsOfSubjects.map(techniquesAround)]),
        topicIds: distinct([
          ...seeds.map((side) => side.topicIds),
          ...rowsOfSubjects.map(({ topics }) => idsOf(topics)),
        ]),
        authorIds: distinct(rowsOfSubjects.map(({ authors }) => idsOf(authors))),
      },
      condition,
    );
    return asks.map(({ like, unlike }, index) => {
      const own = candidates.filter(({ id }) => found[index]?.has(id));
      return diversify(rank({ like: sideOf(like), unlike: sideOf(unlike) }, own, weights), diversity);
    });
  }
}

function techniquesAround({ techniques, parents, variants }: Subject['row']): string[] {
  return [...idsOf(techniques), ...idsOf(parents), ...idsOf(variants)];
}

function idsOf(items: readonly { readonly id: string }[]): string[] {
  return items.map(({ id }) => id);
}

function distinct(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}
