import { Link } from 'wouter';
import { paperPath, topicPath, techniquePath } from '../address.js';
import { Columns } from '../parts/columns.js';
import { Lineage } from '../parts/lineage.js';
import { PaperLink, PaperList, ShowQuery } from '../parts/links.js';
import { Heading, useHere } from '../parts/page.js';
import { Answer, Empty } from '../parts/states.js';
import type { AdoptionAnswer, Role, TechniqueAnswer } from '../queries/answers.js';
import { ADOPTION, GAPS, TECHNIQUE, TECHNIQUE_PAPERS } from '../queries/documents.js';
import { useParameter } from '../use-address.js';
import { useAnswer } from '../use-answer.js';
import { count } from '../wording.js';
import { Counts } from './author.js';
import { NothingCalled } from './nowhere.js';

type Technique = NonNullable<TechniqueAnswer['technique']>;

/** A technique: what it is, where it comes from, what grew out of it, and who uses it. */
export function TechniqueView({ of: ref }: { of: string }) {
  const asked = useAnswer(TECHNIQUE, { ref });
  const technique = asked.data?.technique;
  useHere(technique?.name);
  if (technique === null) return <NothingCalled text={ref} kind="technique" />;
  return (
    <div className="page">
      <Answer asked={asked} label="the technique" lines={12}>
        {() =>
          technique && (
            <div className="columns">
              <About technique={technique} of={ref} />
              <div className="main-column">
                <section aria-labelledby="lineage-title">
                  <h2 id="lineage-title">Lineage</h2>
                  {technique.timeline.techniques.length > 1 ? (
                    <Lineage technique={technique} />
                  ) : (
                    <Empty>
                      It is no variant of another technique here, and none is a variant of it
                      {technique.introducedYear === null ? '.' : `; introduced in ${technique.introducedYear}.`}
                    </Empty>
                  )}
                </section>
                <Life technique={technique} />
                <Papers of={ref} />
              </div>
              <div className="side-column">
                <Adoption of={ref} />
                <UsedWith technique={technique} />
                <Gaps of={ref} name={technique.name} />
              </div>
            </div>
          )
        }
      </Answer>
    </div>
  );
}

function About({ technique, of: ref }: { technique: Technique; of: string }) {
  const { name, aliases, description, area, introducedYear, introducedBy, topics, paperCount } = technique;
  return (
    <div className="about">
      <Heading kind="Technique">{name}</Heading>
      {aliases.length > 0 && <p className="facts">Also called {aliases.join(', ')}</p>}
      {description ? <p className="summary first">{description}</p> : <Empty>No definition of it is known here.</Empty>}
      <dl className="terms">
        <dt>Area</dt>
        <dd>{area ?? 'not known'}</dd>
        <dt>Introduced</dt>
        <dd>
          {introducedYear ?? 'year not known'}
          {introducedBy.nodes.length > 0 ? (
            <PaperList papers={introducedBy.nodes} />
          ) : (
            <p className="facts">by no paper of this graph</p>
          )}
        </dd>
        <dt>Papers here</dt>
        <dd>{paperCount}</dd>
      </dl>
      <Counts title="Applied to" edges={topics.edges} path={topicPath} />
      <p className="list-end">
        <Link href={`/set?to=${encodeURIComponent(technique.slug)}`}>Related papers</Link>
        <Link href={`/path?from=${encodeURIComponent(`technique:${name}`)}`}>Path from here</Link>
        <ShowQuery document={TECHNIQUE} variables={{ ref }} of="the technique" />
      </p>
    </div>
  );
}

function Life({ technique }: { technique: Technique }) {
  const events = technique.timeline.events.filter(
    ({ kind }) => !kind.endsWith('R_INTRODUCED') && !kind.startsWith('VARIANT'),
  );
  if (events.length === 0) return null;
  return (
    <section aria-labelledby="life-title">
      <h2 id="life-title">Its life here</h2>
      <ol className="events">
        {events.map(({ year, kind, sentence, paper }) => (
          <li key={`${year} ${kind} ${sentence}`}>
            <span className="year">{year}</span>
            <span dir="auto">
              {sentence}{' '}
              {paper && (
                <Link href={paperPath(paper)} aria-label={`Open the paper of ${year}`}>
                  Open
                </Link>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const PARTS = [
  { key: 'introduces', word: 'Introduces', color: '--signal-cites' },
  { key: 'studies', word: 'Studies', color: '--signal-text' },
  { key: 'uses', word: 'Uses', color: '--signal-topic' },
  { key: 'compares', word: 'Compares', color: '--signal-technique' },
] as const;

const MONTHS = 24;

function Adoption({ of: ref }: { of: string }) {
  const [by, setBy] = useParameter('by');
  const unit = by === 'month' ? 'MONTH' : 'YEAR';
  const variables = { ref, by: unit } as const;
  const asked = useAnswer(ADOPTION, variables, { keeps: true });
  return (
    <section aria-labelledby="adoption-title">
      <div className="section-head">
        <h2 id="adoption-title">Papers per {unit === 'YEAR' ? 'year' : 'month'}</h2>
        <div className="switch" role="group" aria-label="Periods">
          <button type="button" aria-pressed={unit === 'YEAR'} onClick={() => setBy(null)}>
            Years
          </button>
          <button type="button" aria-pressed={unit === 'MONTH'} onClick={() => setBy('month')}>
            Months
          </button>
        </div>
      </div>
      <Answer asked={asked} label="the adoption">
        {({ technique }) => <AdoptionChart adoption={technique?.adoption} variables={variables} />}
      </Answer>
    </section>
  );
}

function AdoptionChart({
  adoption,
  variables,
}: {
  adoption: NonNullable<AdoptionAnswer['technique']>['adoption'] | undefined;
  variables: { ref: string; by: 'YEAR' | 'MONTH' };
}) {
  if (!adoption || adoption.points.every((point) => point.count === 0))
    return <Empty>No paper with a date works with it.</Empty>;
  const points = variables.by === 'MONTH' ? adoption.points.slice(-MONTHS) : adoption.points;
  return (
    <>
      <Columns
        name="Papers that work with it"
        columns={points.map(({ period, roles }) => ({
          period,
          parts: PARTS.map(({ key, word, color }) => ({ word, color, count: roles[key] })),
        }))}
      />
      <p className="list-end">
        {points.length < adoption.points.length && <span>The last {MONTHS} months</span>}
        {adoption.undated > 0 && <span>{count(adoption.undated, 'paper')} without a date</span>}
        <ShowQuery document={ADOPTION} variables={variables} of="the adoption" />
      </p>
    </>
  );
}

function UsedWith({ technique: { usedWith } }: { technique: Technique }) {
  return (
    <section aria-labelledby="with-title">
      <h2 id="with-title">Used with</h2>
      {usedWith.edges.length === 0 && <Empty>No two papers use it with one and the same technique.</Empty>}
      <ul className="meters">
        {usedWith.edges.map(({ node, count: papers, lift, kinship }) => (
          <li key={node.slug}>
            <span>
              <Link href={techniquePath(node.slug)}>{node.name}</Link>
              {kinship && <span className="facts"> {kinship === 'ANCESTOR' ? 'it varies this' : 'a variant'}</span>}
            </span>
            <span className="facts" title="How many times more often than by chance">
              {count(papers, 'paper')}, {lift >= 10 ? Math.round(lift) : lift.toFixed(1)}× chance
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const ROLES: readonly { readonly role: Role | null; readonly name: string | null; readonly word: string }[] = [
  { role: null, name: null, word: 'All' },
  { role: 'INTRODUCES', name: 'introduces', word: 'Introduce it' },
  { role: 'STUDIES', name: 'studies', word: 'Study it' },
  { role: 'USES', name: 'uses', word: 'Use it' },
  { role: 'COMPARES', name: 'compares', word: 'Compare with it' },
];

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  INTRODUCES: 'introduces it',
  STUDIES: 'studies it',
  USES: 'uses it',
  COMPARES: 'compares with it',
};

const FIRST = 20;
const MOST = 100;

function Papers({ of: ref }: { of: string }) {
  const [name, setName] = useParameter('role');
  const [all, setAll] = useParameter('n');
  const role = ROLES.find((each) => each.name === name)?.role ?? null;
  const variables = { ref, role, first: all === null ? FIRST : MOST };
  const asked = useAnswer(TECHNIQUE_PAPERS, variables, { keeps: true });
  return (
    <section aria-labelledby="papers-title">
      <h2 id="papers-title">Papers that work with it</h2>
      <div className="switch" role="group" aria-label="What they do with it">
        {ROLES.map((each) => (
          <button key={each.word} type="button" aria-pressed={each.role === role} onClick={() => setName(each.name)}>
            {each.word}
          </button>
        ))}
      </div>
      <Answer asked={asked} label="the papers">
        {({ technique }) => {
          const papers = technique?.papers;
          if (!papers || papers.edges.length === 0)
            return <Empty>No paper of this graph does that. All shows those that do anything with it.</Empty>;
          return (
            <>
              <ul className="papers spaced">
                {papers.edges.map(({ node, role: does, evidence }) => (
                  <li key={node.id}>
                    <PaperLink paper={node} />
                    <p className="facts" dir="auto">
                      {ROLE_WORDS[does]}
                      {evidence[0] && `: “${evidence[0].text}”`}
                    </p>
                  </li>
                ))}
              </ul>
              <p className="list-end">
                <span>
                  {papers.edges.length} of {count(papers.totalCount, 'paper')}
                </span>
                {papers.edges.length < papers.totalCount && all === null && (
                  <button type="button" onClick={() => setAll(String(MOST))}>
                    Show more
                  </button>
                )}
                <ShowQuery document={TECHNIQUE_PAPERS} variables={variables} of="the papers" />
              </p>
            </>
          );
        }}
      </Answer>
    </section>
  );
}

function Gaps({ of: ref, name }: { of: string; name: string }) {
  const variables = { technique: ref };
  const asked = useAnswer(GAPS, variables);
  return (
    <section aria-labelledby="gaps-title">
      <h2 id="gaps-title">What nobody tried</h2>
      <Answer asked={asked} label="the gaps">
        {({ gaps }) => (
          <>
            {gaps.length === 0 && (
              <Empty>No topic stands out on which one would expect {name} and does not find it.</Empty>
            )}
            <ul className="papers spaced">
              {gaps.map(({ topic, explanation, suggestedBy }) => (
                <li key={topic.slug}>
                  {name} for <Link href={topicPath(topic.slug)}>{topic.name}</Link>
                  <p className="facts">{explanation}</p>
                  <PaperList papers={suggestedBy.papers} />
                </li>
              ))}
            </ul>
            <p className="list-end">
              <ShowQuery document={GAPS} variables={variables} of="the gaps" />
            </p>
          </>
        )}
      </Answer>
    </section>
  );
}
