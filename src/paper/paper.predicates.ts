import { rangeTests, textTests, type Passage, type SetTest, type ValueTest } from '../graph/condition.js';
import type { TechniqueRole } from '../technique/application.js';

/** How far below a topic its subtopics, and below a technique its variants, are looked for. */
const DEPTH = 10;

/** What papers can be filtered by. The values of set tests are lists of node ids. */
export const PAPER_TESTS = {
  ids: { name: 'id', text: (ids) => `p.id IN ${ids}` } satisfies ValueTest,
  title: textTests('title', 'p.normalizedTitle'),
  year: rangeTests('year', 'p.year'),
  publishedOn: rangeTests('publishedOn', 'toString(p.publishedOn)'),
  venue: textTests('venue', 'p.normalizedVenue'),
  citationCount: rangeTests('citations', 'coalesce(p.citationCount, 0)'),
  authorCount: rangeTests('authors', 'p.authorCount'),
  upvotes: rangeTests('upvotes', 'p.upvotes'),
  applies: appliesIn(''),
  about: setTest('about', (ids) => `MATCH (x:Topic) WHERE x.id IN ${ids} MATCH (x)<-[:ABOUT]-(q:Paper)`),
  aboutOrBelow: setTest(
    'about or below',
    (ids) => `MATCH (x:Topic) WHERE x.id IN ${ids} MATCH (x)<-[:SUBTOPIC_OF*0..${DEPTH}]-(y:Topic)
WITH DISTINCT y MATCH (y)<-[:ABOUT]-(q:Paper)`,
  ),
  writtenBy: setTest('written by', (ids) => `MATCH (x:Author) WHERE x.id IN ${ids} MATCH (x)-[:AUTHORED]->(q:Paper)`),
  cites: setTest('cites', (ids) => `MATCH (x:Paper) WHERE x.id IN ${ids} MATCH (x)<-[:CITES]-(q:Paper)`),
  citedBy: setTest('cited by', (ids) => `MATCH (x:Paper) WHERE x.id IN ${ids} MATCH (x)-[:CITES]->(q:Paper)`),
};

/** Works with one of some techniques in a certain role. */
export const APPLIES_IN_ROLE = inRoles((role) => appliesIn(role));

/** Works with one of some techniques or their variants, in any role or a certain one. */
export const APPLIES_OR_VARIANT = { any: appliesVariant(''), ...inRoles(appliesVariant) };

/** Works with any technique at all, in any role or a certain one; the value does not matter. */
export const APPLIES_SOMETHING = { any: appliesSomething(''), ...inRoles(appliesSomething) };

/** To the papers that a paper cites, and to those that cite it. */
export const PAPER_PASSAGES = {
  references: {
    name: 'references',
    id: 'p.id',
    match: (where: string) => `MATCH (p:Paper) WHERE ${where} AND p.stub = false MATCH (p)<-[:CITES]-(q:Paper)`,
  },
  citations: {
    name: 'citations',
    id: 'p.id',
    match: (where: string) => `MATCH (p:Paper) WHERE ${where} AND p.stub = false MATCH (p)-[:CITES]->(q:Paper)`,
  },
} satisfies Record<string, Passage>;

function setTest(name: string, match: SetTest['match']): SetTest {
  return { name, match };
}

function inRoles<Made>(make: (role: TechniqueRole) => Made): Readonly<Record<TechniqueRole, Made>> {
  return {
    INTRODUCES: make('INTRODUCES'),
    STUDIES: make('STUDIES'),
    USES: make('USES'),
    COMPARES: make('COMPARES'),
  };
}

function appliesIn(role: TechniqueRole | ''): SetTest {
  return setTest(
    `applies${named(role)}`,
    (ids) => `MATCH (x:Technique) WHERE x.id IN ${ids} MATCH (x)<-[:APPLIES${inRole(role)}]-(q:Paper)`,
  );
}

function appliesVariant(role: TechniqueRole | ''): SetTest {
  return setTest(
    `applies or variant${named(role)}`,
    (ids) => `MATCH (x:Technique) WHERE x.id IN ${ids} MATCH (x)<-[:VARIANT_OF*0..${DEPTH}]-(y:Technique)
WITH DISTINCT y MATCH (y)<-[:APPLIES${inRole(role)}]-(q:Paper)`,
  );
}

function appliesSomething(role: TechniqueRole | ''): SetTest {
  return setTest(
    `applies something${named(role)}`,
    (value) => `WITH ${value} AS unused MATCH (:Technique)<-[:APPLIES${inRole(role)}]-(q:Paper)`,
  );
}

function named(role: TechniqueRole | ''): string {
  return role === '' ? '' : ` as ${role}`;
}

function inRole(role: TechniqueRole | ''): string {
  return role === '' ? '' : ` {role: '${role}'}`;
}
