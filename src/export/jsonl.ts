import { readAuthorMerges } from '../author/author-merges.js';
import { ALIASES_OF_AUTHORS } from '../author/author.writes.js';
import { statement, type Graph } from '../graph/graph.js';
import { stateOfRow } from '../ingest/paper-state.js';
import type { ChangeRow } from '../history/change.js';
import { allDeletions } from '../paper/deletion.writes.js';
import { PAPER_STATES } from '../paper/paper.state.js';
import { aliasId } from '../ref/alias.repository.js';
import { fillDirectory, type ExportOptions, type ExportReport } from './output.js';
import { paperRecordOf, type JsonRecord, type Surroundings } from './paper-record.js';

interface TopicRow {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[] | null;
  readonly description: string | null;
  readonly scheme: string | null;
  readonly mentioned: boolean | null;
  readonly edited: readonly string[] | null;
  readonly parents: readonly string[];
}

const TOPICS = statement<TopicRow>(
  'topics for export',
  `MATCH (t:Topic)
CALL (t) { MATCH (t)-[:SUBTOPIC_OF]->(u:Topic) RETURN collect(u.id) AS parents }
RETURN t.id AS id, t.name AS name, t.aliases AS aliases, t.description AS description, t.scheme AS scheme,
t.mentioned AS mentioned, t.edited AS edited, parents`,
);

interface TechniqueRow {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[] | null;
  readonly description: string | null;
  readonly area: string | null;
  readonly kind: string | null;
  readonly introducedYear: number | null;
  readonly attribution: string | null;
  readonly mentioned: boolean | null;
  readonly edited: readonly string[] | null;
  readonly parents: readonly string[];
}

const TECHNIQUES = statement<TechniqueRow>(
  'techniques for export',
  `MATCH (t:Technique)
CALL (t) { MATCH (t)-[:VARIANT_OF]->(u:Technique) RETURN collect(u.id) AS parents }
RETURN t.id AS id, t.name AS name, t.aliases AS aliases, t.description AS description, t.area AS area, t.kind AS kind,
t.introducedYear AS introducedYear, t.attribution AS attribution, t.mentioned AS mentioned, t.edited AS edited, parents`,
);

const PAPER_IDS = statement<{ id: string }>(
  'described paper ids',
  'MATCH (p:Paper) WHERE p.stub = false RETURN p.id AS id',
);

const CHANGES = statement<ChangeRow>(
  'changes for export',
  `MATCH (c:Change) WHERE c.id > $after
RETURN c.id AS id, c.subject AS subject, c.kind AS kind, c.by AS by, c.at AS at, c.detail AS detail,
c.undoes AS undoes, c.undoneBy AS undoneBy ORDER BY id LIMIT $limit`,
);

const PAPERS_PER_PAGE = 500;

/** What each file begins with: which format it is of, also when it holds nothing else. */
const HEADER = lineOf({ kind: 'header', id: 'related-work', version: 1 });

/**
 * Writes all that was ever loaded as JSON lines which `load` reads: topics,
 * techniques, merges of authors and papers, each in the order of ids. Loaded into
 * an empty graph of either engine they make the same graph, byte for byte the same
 * export.
 */
export async function exportJsonLines(graph: Graph, directory: string, options: ExportOptions): Promise<ExportReport> {
  let nodes = 0;
  let relationships = 0;
  const files = await fillDirectory(directory, options, async (write) => {
    const topics = (await graph.read(TOPICS, {}, options)).sort(byId);
    const techniques = (await graph.read(TECHNIQUES, {}, options)).sort(byId);
    const merges = [...(await readAuthorMerges(graph, options))];
    const describedTopics = topics.filter(({ mentioned }) => mentioned !== true);
    const describedTechniques = techniques.filter(({ mentioned }) => mentioned !== true);
    await write('topics.jsonl', lines(describedTopics.map(topicRecordOf)));
    await write('techniques.jsonl', lines(describedTechniques.map(techniqueRecordOf)));
    await write(
      'author-merges.jsonl',
      lines(merges.sort(([left], [right]) => (left < right ? -1 : 1)).map(mergeRecordOf)),
    );
    nodes += describedTopics.length + describedTechniques.length;
    relationships += [...describedTopics, ...describedTechniques].reduce((sum, { parents }) => sum + parents.length, 0);
    const names = namesOf(topics, techniques);
    const papers = async function* (): AsyncGenerator<string> {
      yield HEADER;
      const ids = (await graph.read(PAPER_IDS, {}, options)).map(({ id }) => id).sort();
      for (let start = 0; start < ids.length; start += PAPERS_PER_PAGE) {
        for (const record of await readPapers(graph, ids.slice(start, start + PAPERS_PER_PAGE), names, options)) {
          nodes += 1;
          relationships += linksIn(record);
          yield lineOf(record);
        }
        options.progress?.(nodes + relationships);
      }
    };
    await write('papers.jsonl', papers());
    const deletions = await allDeletions(graph, options);
    await write('deletions.jsonl', lines(deletions.map(({ id, paperId }) => ({ kind: 'deletion', id, of: paperId }))));
    await write('changes.jsonl', changeLines(graph, options));
  });
  return { files, nodes, relationships };
}

type Names = Pick<Surroundings, 'topic' | 'technique'>;

async function readPapers(
  graph: Graph,
  ids: readonly string[],
  names: Names,
  options: ExportOptions,
): Promise<JsonRecord[]> {
  const rows = (await graph.read(PAPER_STATES, { ids }, options)).sort(byId);
  const papers = rows.map((row) => ({ id: row.id, state: stateOfRow(row) }));
  const authorIds = new Set(papers.flatMap(({ state }) => state.authors?.authors.map(({ id }) => id) ?? []));
  const identified = [...authorIds].filter((id) => !id.startsWith('name:'));
  const identifiers = new Map(identified.map((id) => [id, [id]]));
  if (identified.length > 0) {
    for (const { id, targetId } of await graph.read(ALIASES_OF_AUTHORS, { ids: identified }, options))
      identifiers.get(targetId)?.push(id.slice(aliasId('author', '').length));
  }
  const authorIdentifiers = (id: string): string[] => (identifiers.get(id) ?? [id]).sort();
  return papers.map(({ id, state }) => paperRecordOf(id, state, { ...names, authorIdentifiers }));
}

/** Of topics and techniques that only papers name, their papers' records tell the name. */
function namesOf(topics: readonly TopicRow[], techniques: readonly TechniqueRow[]): Names {
  const mentionedTopics = new Map(
    topics.filter(({ mentioned }) => mentioned === true).map((topic) => [topic.id, topic]),
  );
  const mentionedTechniques = new Map(
    techniques.filter(({ mentioned }) => mentioned === true).map(({ id, name }) => [id, name]),
  );
  return {
    topic: (id) => {
      const topic = mentionedTopics.get(id);
      if (topic === undefined) return { topic: id };
      return topic.scheme === null ? { topic: topic.name } : { topic: topic.name, scheme: topic.scheme };
    },
    technique: (id) => mentionedTechniques.get(id) ?? id,
  };
}

/** The history, in the order of time. What a change knows of itself stays as it is stored. */
async function* changeLines(graph: Graph, options: ExportOptions): AsyncGenerator<string> {
  yield HEADER;
  let after = '';
  for (;;) {
    const changes = await graph.read(CHANGES, { after, limit: PAPERS_PER_PAGE }, options);
    for (const { kind, ...change } of changes) yield lineOf({ kind: 'change', changeKind: kind, ...change });
    const last = changes.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

function topicRecordOf({ id, name, aliases, description, scheme, parents, edited }: TopicRow): JsonRecord {
  return { kind: 'topic', id, name, aliases, description, scheme, parents: [...parents].sort(), edited };
}

function techniqueRecordOf(row: TechniqueRow): JsonRecord {
  const { id, name, aliases, description, area, kind, introducedYear, attribution, parents, edited } = row;
  return {
    kind: 'technique',
    id,
    name,
    aliases,
    description,
    area,
    // `kind` says what sort of record this is.
    techniqueKind: kind,
    introducedYear,
    attribution,
    variantOf: [...parents].sort(),
    edited,
  };
}

function mergeRecordOf([id, into]: readonly [string, string]): JsonRecord {
  return { kind: 'author-merge', id, into };
}

function linksIn(record: JsonRecord): number {
  return ['authors', 'topics', 'techniques', 'references'].reduce((sum, field) => {
    const list = record[field];
    return sum + (Array.isArray(list) ? list.length : 0);
  }, 0);
}

function* lines(records: Iterable<JsonRecord>): Generator<string> {
  yield HEADER;
  for (const record of records) yield lineOf(record);
}

/** One line; what is unknown is left out. */
function lineOf(record: JsonRecord): string {
  return `${JSON.stringify(record, (_key, value: unknown) => value ?? undefined)}\n`;
}

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return left.id < right.id ? -1 : 1;
}
