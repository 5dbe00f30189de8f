import { annotate } from '../../src/annotate/annotate.js';
import type { Vocabulary } from '../../src/annotate/compile.js';
import { loadVocabulary } from '../../src/annotate/files.js';
import type { Paper } from './corpus.js';
import { rarityOfTag } from './formula.js';

/** Papers that share tags of a kind with one: by all of them, and by those below the degree bound. */
interface SharedTags {
  readonly scoring: ReadonlyMap<number, number>;
  readonly generating: ReadonlyMap<number, number>;
}

export type Shared = Readonly<Record<'techniques' | 'lineage' | 'topics', SharedTags>>;

/** Techniques and topics that the annotator of the product finds in texts. */
export interface Tags {
  sharedBy(paper: number): Shared;
  /** Parts of the papers with at least one technique, and with at least one topic. */
  readonly tagged: Readonly<Record<'techniques' | 'topics', number>>;
}

/** Beyond this many papers a tag still scores, but no longer brings up candidates. */
const HUB_DEGREE = 200;
const ROLE_WEIGHTS = { INTRODUCES: 1, STUDIES: 0.8, USES: 0.6, COMPARES: 0.4 };

/** Tag → how much a paper has to do with it. */
type Emphases = ReadonlyMap<string, number>;

export async function readVocabulary(): Promise<Vocabulary> {
  return await loadVocabulary('seeds');
}

export function tagsOf(papers: readonly Paper[], vocabulary: Vocabulary): Tags {
  const annotations = papers.map(({ title, abstract, year }) =>
    annotate(vocabulary, { title, abstract, year: year || null }),
  );
  const techniques = annotations.map(
    (found) =>
      new Map(
        found.techniques.map(({ techniqueId, role, confidence }) => [techniqueId, ROLE_WEIGHTS[role] * confidence]),
      ),
  );
  const topics = annotations.map(
    (found) => new Map(found.topics.map(({ topicId, confidence }) => [topicId, confidence])),
  );
  const [byTechnique, byTopic] = [invertedOf(techniques), invertedOf(topics)];
  const steps = lineageOf(vocabulary);
  const rarity = (tagged: ReadonlyMap<string, unknown[]>, tag: string): number =>
    rarityOfTag(tagged.get(tag)?.length ?? 0, papers.length);
  const part = (lists: readonly Emphases[]): number => lists.filter(({ size }) => size > 0).length / papers.length;
  return {
    tagged: { techniques: part(techniques), topics: part(topics) },
    sharedBy: (paper) => {
      const own = techniques[paper]!;
      const related = new Map(
        [...own].flatMap(([id, emphasis]) =>
          (steps.get(id) ?? []).filter((step) => !own.has(step)).map((step) => [step, emphasis] as const),
        ),
      );
      return {
        techniques: sharing(paper, own, byTechnique, (id) => rarity(byTechnique, id)),
        lineage: sharing(paper, related, byTechnique, (id) => rarity(byTechnique, id)),
        topics: sharing(paper, topics[paper]!, byTopic, (id) => rarity(byTopic, id) ** 2),
      };
    },
  };
}

type Tagged = ReadonlyMap<string, { readonly paper: number; readonly emphasis: number }[]>;

function sharing(paper: number, own: Emphases, tagged: Tagged, weightOf: (tag: string) => number): SharedTags {
  const [scoring, generating] = [new Map<number, number>(), new Map<number, number>()];
  for (const [tag, emphasis] of own) {
    const others = tagged.get(tag) ?? [];
    for (const other of others) {
      if (other.paper === paper) continue;
      const weight = weightOf(tag) * emphasis * other.emphasis;
      for (const sums of others.length <= HUB_DEGREE ? [scoring, generating] : [scoring]) {
        sums.set(other.paper, (sums.get(other.paper) ?? 0) + weight);
      }
    }
  }
  return { scoring, generating };
}

function invertedOf(tags: readonly Emphases[]): Map<string, { paper: number; emphasis: number }[]> {
  const inverted = new Map<string, { paper: number; emphasis: number }[]>();
  tags.forEach((own, paper) => {
    for (const [tag, emphasis] of own) {
      const list = inverted.get(tag);
      if (list === undefined) inverted.set(tag, [{ paper, emphasis }]);
      else list.push({ paper, emphasis });
    }
  });
  return inverted;
}

/** One VARIANT_OF step, up or down. */
function lineageOf(vocabulary: Vocabulary): Map<string, string[]> {
  const steps = new Map<string, string[]>();
  const add = (from: string, to: string): void => {
    steps.set(from, [...(steps.get(from) ?? []), to]);
  };
  for (const { id, variantOf } of vocabulary.techniques) {
    for (const parent of variantOf) {
      add(id, parent);
      add(parent, id);
    }
  }
  return steps;
}
