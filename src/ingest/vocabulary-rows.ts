import type { WriteStep } from '../graph/graph.js';
import { aliasId, AliasRepository, type AliasKind } from '../ref/alias.repository.js';
import { UPSERT_TECHNIQUES, VARIANT_OF } from '../technique/technique.writes.js';
import { normalizeName, slugOf } from '../text/analysis.js';
import { SUBTOPIC_OF, UPSERT_TOPICS } from '../topic/topic.writes.js';
import type { Vocabulary } from './plan.js';
import type { TechniqueRecord, TopicRecord } from './record.js';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** The steps that describe topics and techniques, and the vocabulary as it is after them. */
export function vocabularySteps(
  topics: readonly TopicRecord[],
  techniques: readonly TechniqueRecord[],
  known: Vocabulary,
): { readonly steps: readonly WriteStep[]; readonly vocabulary: Vocabulary } {
  if (topics.length + techniques.length === 0) return { steps: [], vocabulary: known };
  const described = {
    topics: topics.map((topic) => ({ ...topic, id: knownId(topic, known.topics) })),
    techniques: techniques.map((technique) => ({ ...technique, id: knownId(technique, known.techniques) })),
  };
  const vocabulary = {
    topics: withNames(known.topics, described.topics),
    techniques: withNames(known.techniques, described.techniques),
  };
  const steps: WriteStep[] = [
    {
      statement: UPSERT_TOPICS,
      rows: described.topics.map((topic) => ({
        ...namedRow(topic),
        description: topic.description ?? null,
        scheme: topic.scheme,
      })),
    },
    {
      statement: UPSERT_TECHNIQUES,
      rows: described.techniques.map((technique) => ({
        ...namedRow(technique),
        description: technique.description ?? null,
        area: technique.area ?? null,
        kind: technique.kind ?? null,
        introducedYear: technique.introducedYear ?? null,
      })),
    },
    {
      statement: AliasRepository.upsert,
      rows: [...aliasesOf('topic', described.topics), ...aliasesOf('technique', described.techniques)],
    },
    {
      statement: SUBTOPIC_OF,
      rows: described.topics.flatMap(({ id, parents }) =>
        parents.map((parent) => ({ childId: id, parentId: vocabulary.topics.get(parent) ?? parent })),
      ),
    },
    {
      statement: VARIANT_OF,
      rows: described.techniques.flatMap(({ id, variantOf }) =>
        variantOf.map((parent) => ({ variantId: id, parentId: vocabulary.techniques.get(parent) ?? parent })),
      ),
    },
  ];
  return { steps: steps.filter(({ rows }) => rows?.length !== 0), vocabulary };
}

/** The node that one of the names leads to already; else the record's own id. */
function knownId(named: Named, known: ReadonlyMap<string, string>): string {
  return (
    known.get(named.id) ??
    namesOf(named)
      .map((name) => known.get(name))
      .find((id) => id !== undefined) ??
    named.id
  );
}

function withNames(known: ReadonlyMap<string, string>, described: readonly Named[]): Map<string, string> {
  return new Map([
    ...known,
    ...described.flatMap((named) => namesOf(named).map((name): [string, string] => [name, named.id])),
  ]);
}

function namedRow({ id, name, aliases }: Named): {
  id: string;
  name: string;
  normalizedName: string;
  aliases: readonly string[];
} {
  return { id, name, normalizedName: normalizeName(name), aliases };
}

function aliasesOf(kind: AliasKind, described: readonly Named[]): { id: string; targetId: string }[] {
  return described.flatMap((named) => namesOf(named).map((name) => ({ id: aliasId(kind, name), targetId: named.id })));
}

/** Every slug that leads to the topic or technique. */
export function namesOf({ id, name, aliases }: Named): string[] {
  return [...new Set([id, slugOf(name), ...aliases.map(slugOf)])].filter((slug) => slug !== '');
}
