import type { Graph, WriteStep } from '../graph/graph.js';
import { NameRepository } from './name.repository.js';
import { NameTable, type Named } from './name-table.js';
import { SEARCH_TYPES, type SearchKind } from './search-type.js';

/** Names of one kind: a large table that seldom changes, and a small one of what has changed since. */
export interface Names {
  readonly settled: NameTable;
  readonly recent: NameTable;
  /** Ids whose entries in the large table no longer hold. */
  readonly outdated: ReadonlySet<string>;
}

export type AllNames = Readonly<Record<SearchKind, Names>>;

/** More changes than this are not followed one by one: everything is read again. */
const MOST_CHANGES = 20_000;
/** The two tables become one when the small one has more entries than this, or a tenth of the large one. */
const MOST_RECENT = 5_000;
/** How often it is asked whether another process has written, and how old names may get that nobody told of. */
const LOOK_EVERY_MS = 5_000;
const READ_AGAIN_EVERY_MS = 600_000;
/** Reading everything again takes at most this part of the time. */
const SHARE_OF_TIME = 10;

const indexes = new WeakMap<Graph, NameIndex>();

/** The names in a graph, read at the first question and kept in the process. */
export function namesIn(graph: Graph): NameIndex {
  let index = indexes.get(graph);
  if (index === undefined) indexes.set(graph, (index = new NameIndex(graph)));
  return index;
}

/**
 * What everything in a graph is called, in memory: neither engine finds the
 * most popular of many names by their first letters in a few milliseconds, nor
 * do both know typing errors. Nothing of it is stored.
 *
 * What this process writes is seen by the next question. A Neo4j may have other
 * writers: additions and deletions of theirs show within seconds, through the
 * counts that it keeps, and other changes within ten minutes.
 */
export class NameIndex {
  private readonly repository: NameRepository;
  private names: AllNames | undefined;
  private changed = new Set<string>();
  private everythingChanged = true;
  private updating: Promise<AllNames> | undefined;
  private amounts = '';
  private readAt = 0;
  private lookedAt = 0;
  private readTookMs = 0;

  constructor(private readonly graph: Graph) {
    this.repository = new NameRepository(graph);
    graph.onWrite((steps) => this.note(steps));
  }

  /** The names as they are after all writes of this process so far. */
  async current(): Promise<AllNames> {
    while (this.names === undefined || this.everythingChanged || this.changed.size > 0) await this.update();
    if (this.graph.engine.name === 'Neo4j') this.lookForOthers();
    return this.names;
  }

  /** Remembers which nodes a write may have renamed, counted anew or deleted: its rows name them. */
  private note(steps: readonly WriteStep[]): void {
    for (const { rows } of steps) {
      if (rows === undefined) this.everythingChanged = true;
      for (const row of rows ?? []) {
        for (const value of Object.values(row)) {
          // The ids of papers and authors have a scheme; topics and techniques are few and all read again.
          if (typeof value === 'string' && value.includes(':') && value.length <= 1000) this.changed.add(value);
        }
      }
      if (rows !== undefined) this.changed.add('');
    }
    if (this.changed.size > MOST_CHANGES) this.everythingChanged = true;
    if (this.everythingChanged) this.changed.clear();
  }

  private async update(): Promise<AllNames> {
    this.updating ??= (this.everythingChanged || this.names === undefined ? this.readAll() : this.follow(this.names))
      .then((names) => (this.names = names))
      .finally(() => (this.updating = undefined));
    return await this.updating;
  }

  private async readAll(): Promise<AllNames> {
    const begun = Date.now();
    const { changed } = this;
    this.everythingChanged = false;
    this.changed = new Set();
    try {
      this.amounts = await this.repository.amounts();
      const all = await Promise.all(SEARCH_TYPES.map(async (kind) => [kind, await this.settled(kind)] as const));
      this.readAt = this.lookedAt = Date.now();
      this.readTookMs = this.readAt - begun;
      return Object.fromEntries(all) as Record<SearchKind, Names>;
    } catch (error) {
      this.everythingChanged = true;
      for (const id of changed) this.changed.add(id);
      throw error;
    }
  }

  private async follow(before: AllNames): Promise<AllNames> {
    const { changed } = this;
    this.changed = new Set();
    try {
      const ids = [...changed].filter((id) => id !== '');
      const [TECHNIQUE, TOPIC, AUTHOR, PAPER] = await Promise.all([
        this.settled('TECHNIQUE'),
        this.settled('TOPIC'),
        this.changes('AUTHOR', before.AUTHOR, ids),
        this.changes('PAPER', before.PAPER, ids),
      ]);
      this.amounts = await this.repository.amounts();
      return { TECHNIQUE, TOPIC, AUTHOR, PAPER };
    } catch (error) {
      for (const id of changed) this.changed.add(id);
      throw error;
    }
  }

  private async settled(kind: SearchKind): Promise<Names> {
    return await settle(await this.repository.all(kind));
  }

  private async changes(
    kind: 'AUTHOR' | 'PAPER',
    { settled, recent, outdated }: Names,
    ids: readonly string[],
  ): Promise<Names> {
    if (ids.length === 0) return { settled, recent, outdated };
    const found = await this.repository.some(kind, ids);
    const asked = new Set(ids);
    const nowRecent = [...recent.all().filter(({ id }) => !asked.has(id)), ...found];
    const nowOutdated = new Set([...outdated, ...ids]);
    if (nowOutdated.size > Math.max(MOST_RECENT, settled.size / 10))
      return await settle([...settled.all().filter(({ id }) => !nowOutdated.has(id)), ...nowRecent]);
    return { settled, recent: await NameTable.of(nowRecent), outdated: nowOutdated };
  }

  /** In the background: what is asked meanwhile gets the names as they were. */
  private lookForOthers(): void {
    const now = Date.now();
    if (this.updating !== undefined || now - this.lookedAt < Math.max(LOOK_EVERY_MS, this.readTookMs * SHARE_OF_TIME))
      return;
    this.lookedAt = now;
    const look = async (): Promise<void> => {
      const isOld = now - this.readAt > READ_AGAIN_EVERY_MS;
      if (!isOld && (await this.repository.amounts()) === this.amounts) return;
      this.updating ??= this.readAll()
        .then((names) => (this.names = names))
        .finally(() => (this.updating = undefined));
      await this.updating;
    };
    // The next question looks again, and tells when the engine is gone.
    look().catch(() => undefined);
  }
}

async function settle(all: readonly Named[]): Promise<Names> {
  return { settled: await NameTable.of(all), recent: await NameTable.of([]), outdated: new Set() };
}
