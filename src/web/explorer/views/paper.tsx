import { useState } from 'react';
import { Link } from 'wouter';
import { authorPath, techniquePath, topicPath } from '../address.js';
import { PaperList, ShowQuery } from '../parts/links.js';
import { Heading, useHere } from '../parts/page.js';
import { RelatedGraph, RelatedList, useRelated } from '../parts/related.js';
import { Answer, Empty } from '../parts/states.js';
import { ViewSwitch } from '../parts/view-switch.js';
import type { Matched, PaperAnswer, Role } from '../queries/answers.js';
import { PAPER } from '../queries/documents.js';
import { useRelatedState } from '../use-address.js';
import { useAnswer } from '../use-answer.js';
import { count, longDate, shortTitle } from '../wording.js';
import { NothingCalled } from './nowhere.js';

const FEW_AUTHORS = 10;
const ALL_AUTHORS = 100;

type Paper = NonNullable<PaperAnswer['paper']>;

/** A paper: what it is, what is related to it, and why. */
export function PaperView({ of: ref }: { of: string }) {
  const [authors, setAuthors] = useState(FEW_AUTHORS);
  const [state, change] = useRelatedState();
  const variables = { ref, authors };
  const asked = useAnswer(PAPER, variables, { keeps: true });
  const paper = asked.data?.paper;
  const of = [ref];
  const related = useRelated(state, paper === null || asked.error ? [] : of);
  useHere(paper?.title, paper ? shortTitle(paper.title) : undefined);

  if (paper === null) return <NothingCalled text={ref} kind="paper" />;
  return (
    <div className={`page three ${state.layout}`}>
      <div className="about">
        <Answer asked={asked} label="the paper" lines={9}>
          {() => paper && <About paper={paper} onAllAuthors={() => setAuthors(ALL_AUTHORS)} />}
        </Answer>
        {paper && !asked.error && (
          <div className="about-more">
            <Contents paper={paper} />
            <p className="list-end">
              <Link href={`/path?from=${encodeURIComponent(ref)}`}>Path from here</Link>
              <ShowQuery document={PAPER} variables={variables} of="the paper" />
            </p>
          </div>
        )}
      </div>
      {!asked.error && (
        <>
          <div className="related-head">
            <h2>Related papers</h2>
            <ViewSwitch layout={state.layout} onChange={(layout) => change({ layout }, true)} />
          </div>
          {state.layout !== 'list' && (
            <RelatedGraph
              state={state}
              change={change}
              asked={related}
              subject={{ title: paper?.title ?? ref, path: `/paper/${ref}` }}
            />
          )}
          {state.layout !== 'graph' && <RelatedList state={state} of={of} change={change} asked={related} />}
        </>
      )}
    </div>
  );
}

function About({ paper, onAllAuthors }: { paper: Paper; onAllAuthors: () => void }) {
  const { authors } = paper;
  const when = paper.publishedOn
    ? longDate(paper.publishedOn)
    : paper.year === null
      ? 'Date not known'
      : String(paper.year);
  return (
    <>
      <Heading kind="Paper">{paper.title}</Heading>
      {paper.isStub && <Empty>Only its identifier is known, because other papers here cite it.</Empty>}
      <p className="authors" dir="auto">
        {authors.nodes.map((author, index) => (
          <span key={author.id}>
            {index > 0 && ', '}
            <Link href={authorPath(author.id)}>{author.name}</Link>
          </span>
        ))}
        {authors.totalCount > authors.nodes.length && authors.nodes.length < ALL_AUTHORS && (
          <>
            {' '}
            <button type="button" onClick={onAllAuthors}>
              and {authors.totalCount - authors.nodes.length} more
            </button>
          </>
        )}
        {authors.totalCount === 0 &&
          (paper.authorCount
            ? `${count(paper.authorCount, 'author')}, whose names are not known here`
            : 'Authors not known here')}
      </p>
      <p className="facts">
        {[when, paper.venue].filter(Boolean).join(' · ')}
        {paper.citationCount > 0 && ` · cited ${count(paper.citationCount, 'time')} here`}
        {paper.upvotes !== null && ` · ${count(paper.upvotes, 'upvote')}`}
      </p>
      <p className="links">
        {paper.url && <Out href={paper.url} word={paper.arxivId ? 'arXiv' : 'Source'} />}
        {paper.pdfUrl && <Out href={paper.pdfUrl} word="PDF" />}
        {paper.doi && <Out href={`https://doi.org/${paper.doi}`} word="DOI" />}
      </p>
      {paper.summary && (
        <p className="summary first" dir="auto">
          {paper.summary}
        </p>
      )}
      {paper.abstract ? (
        <details className="abstract" open={paper.summary === null}>
          <summary>Abstract</summary>
          <p dir="auto">{paper.abstract}</p>
        </details>
      ) : (
        paper.summary === null && <Empty>Neither abstract nor summary is known here.</Empty>
      )}
    </>
  );
}

/** What it works with, what it is about, and what it cites. */
function Contents({ paper }: { paper: Paper }) {
  return (
    <>
      <Techniques paper={paper} />
      {paper.topics.edges.length > 0 && (
        <>
          <h2>About</h2>
          <p className="chips">
            {paper.topics.edges.map(({ node, evidence }) => (
              <Link key={node.slug} href={topicPath(node.slug)} className="chip" title={wordsOf(evidence)}>
                {node.name}
              </Link>
            ))}
          </p>
        </>
      )}
      <Citations paper={paper} />
    </>
  );
}

function Out({ href, word }: { href: string; word: string }) {
  return /^https?:/i.test(href) ? (
    <a href={href} rel="noreferrer">
      {word}
    </a>
  ) : null;
}

const ROLES: Readonly<Record<Role, string>> = {
  INTRODUCES: 'Introduces',
  STUDIES: 'Studies',
  USES: 'Uses',
  COMPARES: 'Compares with',
};

function Techniques({ paper }: { paper: Paper }) {
  const { edges } = paper.techniques;
  const groups = (Object.keys(ROLES) as Role[])
    .map((role) => ({ role, found: edges.filter((edge) => edge.role === role) }))
    .filter(({ found }) => found.length > 0);
  if (groups.length === 0) return <Empty>No technique was found in its text.</Empty>;
  return groups.map(({ role, found }) => (
    <div key={role}>
      <h2>{ROLES[role]}</h2>
      <p className="chips">
        {found.map(({ node, evidence }) => (
          <Link
            key={node.slug}
            href={techniquePath(node.slug)}
            className="chip"
            title={wordsOf(evidence) ?? node.description ?? undefined}
          >
            {node.name}
          </Link>
        ))}
      </p>
    </div>
  ));
}

/** The words of the paper that say so. */
function wordsOf(evidence: readonly Matched[]): string | undefined {
  if (evidence.length === 0) return undefined;
  return evidence.map(({ text, field }) => `“${text}” in the ${field}`).join('; ');
}

function Citations({ paper: { references, citations } }: { paper: Paper }) {
  return (
    <>
      {references.nodes.length > 0 ? (
        <details>
          <summary>
            Cites {count(references.totalCount, 'paper')}
            {references.status === 'PARTIAL' && ', as far as known here'}
          </summary>
          <PaperList papers={references.nodes} />
        </details>
      ) : (
        references.status !== 'LOADED' && <p className="facts">What it cites is not known here.</p>
      )}
      {citations.nodes.length > 0 && (
        <details>
          <summary>Cited by {count(citations.totalCount, 'paper')} here</summary>
          <PaperList papers={citations.nodes} />
        </details>
      )}
    </>
  );
}
