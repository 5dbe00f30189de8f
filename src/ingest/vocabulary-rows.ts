import type { WriteStep } from '../graph/graph.js';
import { aliasId, AliasRepository, type AliasKind } from '../ref/alias.repository.js';
import {
  ADD_MENTIONED_TECHNIQUES,
  MARK_EDITED_TECHNIQUES,
  UPSERT_TECHNIQUES,
  VARIANT_OF,
} from '../technique/technique.writes.js';
import { normalizeName, slugOf } from '../text/analysis.js';
import { ADD_MENTIONED_TOPICS, MARK_EDITED_TOPICS, SUBTOPIC_OF, UPSERT_TOPICS } from '../topic/topic.writes.js';
import type { KnownNames } from './plan.js';
import type { TechniqueRecord, TopicRecord } from './record.js';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly keepsId?: boolean;
}

/** The steps that describe topics and techniques, the names as they are after them, and which techniques they are. */
export function vocabularySteps(
  topics: readonly TopicRecord[],
  techniques: readonly TechniqueRecord[],
  known: KnownNames,
): { readonly steps: readonly WriteStep[]; readonly names: KnownNames; readonly techniqueIds: readonly string[] } {
  if (topics.length + techniques.length === 0) return { steps: [], names: known, techniqueIds: [] };
  const described = {
    topics: topics.map((topic) => ({ ...topic, id: knownId(topic, known.topics) })),
    techniques: techniques.map((technique) => ({ ...technique, id: knownId(technique, known.techniques) })),
  };
  const names = {
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
        attribution: technique.attribution ?? null,
        introducedYear: technique.introducedYear ?? null,
      })),
    },
    {
      statement: AliasRepository.upsert,
      rows: [
        ...aliasesOf('topic', described.topics, names.topics),
        ...aliasesOf('technique', described.techniques, names.techniques),
      ],
    },
    {
      statement: ADD_MENTIONED_TOPICS,
      rows: undescribed(
        described.topics.flatMap(({ parents }) => parents),
        names.topics,
      ).map((topic) => ({ ...topic, scheme: 'own' })),
    },
    {
      statement: ADD_MENTIONED_TECHNIQUES,
      rows: undescribed(
        described.techniques.flatMap(({ variantOf }) => variantOf),
        names.techniques,
      ),
    },
    {
      statement: SUBTOPIC_OF,
      rows: described.topics.flatMap(({ id, parents }) =>
        parents.map((parent) => ({ childId: id, parentId: names.topics.get(parent) ?? parent })),
      ),
    },
    {
      statement: VARIANT_OF,
      rows: described.techniques.flatMap(({ id, variantOf }) =>
        variantOf.map((parent) => ({ variantId: id, parentId: names.techniques.get(parent) ?? parent })),
      ),
    },
  ];
  const edited = (records: readonly { readonly id: string; readonly edited?: string[] | undefined }[]) =>
    records.flatMap(({ id, edited: fields }) => (fields === undefined ? [] : [{ id, edited: fields }]));
  steps.push(
    { statement: MARK_EDITED_TOPICS, rows: edited(described.topics) },
    { statement: MARK_EDITED_TECHNIQUES, rows: edited(described.techniques) },
  );
  return {
    steps: steps.filter(({ rows }) => rows?.length !== 0),
    names,
    techniqueIds: described.techniques.map(({ id }) => id),
  };
}

/** The node that one of the names leads to already; else the record's own id. */
function knownId(named: Named, known: ReadonlyMap<string, string>): string {
  if (named.keepsId) return named.id;
  return (
    known.get(named.id) ??
    namesOf(named)
      .map((name) => known.get(name))
      .find((id) => id !== undefined) ??
    named.id
  );
}

function withNames(known: ReadonlyMap<string, string>, described: readonly Named[]): Map<string, string> {
  const names = new Map(known);
  for (const named of described) {
    for (const name of namesOf(named)) {
      const other = names.get(name);
      // A name that several bear leads to the one whose id it is, else to the first by id, in whatever order they come.
      const yields = other === undefined || named.id === name || (other !== name && named.id < other);
      if (yields) names.set(name, named.id);
    }
  }
  return names;
}

/** What others descend from, and nobody has described yet. */
function undescribed(
  ids: readonly string[],
  names: ReadonlyMap<string, string>,
): { id: string; name: string; normalizedName: string }[] {
  return [...new Set(ids)]
    .filter((id) => !names.has(id))
    .map((id) => ({ id, name: id, normalizedName: normalizeName(id) }));
}

function namedRow({ id, name, aliases }: Named): {
  id: string;
  name: string;
  normalizedName: string;
  names: readonly string[];
} {
  return { id, name, normalizedName: normalizeName(name), names: [...new Set([name, ...aliases])] };
}

function aliasesOf(
  kind: AliasKind,
  described: readonly Named[],
  names: ReadonlyMap<string, string>,
): { id: string; targetId: string }[] {
  return [...new Set(described.flatMap(namesOf))].map((name) => ({
    id: aliasId(kind, name),
    targetId: names.get(name) ?? name,
  }));
}

/** Every slug that leads to the topic or technique. */
export function namesOf({ id, name, aliases }: Named): string[] {
  return [...new Set([id, slugOf(name), ...aliases.map(slugOf)])].filter((slug) => slug !== '');
}
