import { Link } from 'wouter';
import { authorPath, techniquePath, topicPath } from '../address.js';
import { PaperLink, ShowQuery } from '../parts/links.js';
import { Heading, useHere } from '../parts/page.js';
import { Answer, Empty } from '../parts/states.js';
import type { AuthorAnswer } from '../queries/answers.js';
import { AUTHOR } from '../queries/documents.js';
import { useAnswer } from '../use-answer.js';
import { count } from '../wording.js';
import { NothingCalled } from './nowhere.js';

type Author = NonNullable<AuthorAnswer['author']>;

/** An author: papers, who wrote them too, and who works alike. */
export function AuthorView({ of: ref }: { of: string }) {
  const asked = useAnswer(AUTHOR, { ref });
  const author = asked.data?.author;
  useHere(author?.name);
  if (author === null) return <NothingCalled text={ref} kind="author" />;
  return (
    <div className="page">
      <Answer asked={asked} label="the author" lines={10}>
        {() =>
          author && (
            <div className="columns">
              <About author={author} of={ref} />
              <Papers author={author} />
              <People author={author} />
            </div>
          )
        }
      </Answer>
    </div>
  );
}

function About({ author, of: ref }: { author: Author; of: string }) {
  return (
    <div className="about">
      <Heading kind="Author">{author.name}</Heading>
      <p className="facts">{author.affiliations.join('; ')}</p>
      {author.orcid && (
        <p className="links">
          <a href={`https://orcid.org/${author.orcid}`} rel="noreferrer">
            ORCID
          </a>
        </p>
      )}
      <Counts title="Works with" edges={author.techniques.edges} path={techniquePath} />
      <Counts title="Writes about" edges={author.topics.edges} path={topicPath} />
      <p className="list-end">
        <Link href={`/path?from=${encodeURIComponent(author.id)}`}>Path from here</Link>
        <ShowQuery document={AUTHOR} variables={{ ref }} of="the author" />
      </p>
    </div>
  );
}

interface CountsProps {
  readonly title: string;
  readonly edges: readonly {
    readonly paperCount: number;
    readonly node: { readonly slug: string; readonly name: string };
  }[];
  readonly path: (slug: string) => string;
}

/** Techniques or topics, each with how many of the papers have it. */
export function Counts({ title, edges, path }: CountsProps) {
  if (edges.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <p className="chips">
        {edges.map(({ node, paperCount }) => (
          <Link key={node.slug} href={path(node.slug)} className="chip" title={count(paperCount, 'paper')}>
            {node.name} <span className="chip-count">{paperCount}</span>
          </Link>
        ))}
      </p>
    </section>
  );
}

function Papers({ author: { papers } }: { author: Author }) {
  return (
    <section aria-labelledby="papers-title" className="main-column">
      <h2 id="papers-title">{count(papers.totalCount, 'paper')}, newest first</h2>
      <ul className="papers spaced">
        {papers.edges.map(({ node, position }) => (
          <li key={node.id}>
            <PaperLink paper={node} />
            <p className="facts">
              {[
                node.venue,
                position === 0
                  ? 'first author'
                  : `author ${position + 1}${node.authorCount ? ` of ${node.authorCount}` : ''}`,
                node.citationCount > 0 && `cited ${count(node.citationCount, 'time')} here`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {papers.edges.length < papers.totalCount && (
        <p className="facts">The newest {papers.edges.length} are shown; the query gives all, page by page.</p>
      )}
    </section>
  );
}

function People({ author: { coauthors, similar } }: { author: Author }) {
  const most = Math.max(1, ...coauthors.edges.map(({ paperCount }) => paperCount));
  return (
    <div className="side-column">
      <section aria-labelledby="coauthors-title">
        <h2 id="coauthors-title">Writes with {count(coauthors.totalCount, 'person', 'people')}</h2>
        {coauthors.edges.length === 0 && <Empty>No coauthor is known here.</Empty>}
        <ul className="meters">
          {coauthors.edges.map(({ node, paperCount, firstYear, lastYear }) => (
            <li key={node.id}>
              <Link href={authorPath(node.id)} dir="auto">
                {node.name}
              </Link>
              <span className="facts">
                {count(paperCount, 'paper')}
                {firstYear !== null && `, ${firstYear === lastYear ? firstYear : `${firstYear}–${lastYear}`}`}
              </span>
              <i className="meter" style={{ width: `${(100 * paperCount) / most}%` }} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="similar-title">
        <h2 id="similar-title">Works alike</h2>
        {similar.edges.length === 0 && (
          <Empty>Nobody here works with the same techniques or cites the same papers.</Empty>
        )}
        <ul className="papers spaced">
          {similar.edges.map(({ node, explanation, isCoauthor }) => (
            <li key={node.id}>
              <Link href={authorPath(node.id)} dir="auto">
                {node.name}
              </Link>
              {isCoauthor && <span className="facts"> coauthor</span>}
              <p className="facts" dir="auto">
                {explanation}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
