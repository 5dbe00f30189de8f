import { Link } from 'wouter';
import { paperPath, playgroundPath } from '../address.js';
import type { Document } from '../ask.js';
import type { PaperName } from '../queries/answers.js';

/** A paper by its title and year. */
export function PaperLink({ paper }: { paper: PaperName }) {
  return (
    <span className="paper-link">
      <Link href={paperPath(paper)} dir="auto">
        {paper.title}
      </Link>
      {paper.year !== null && <span className="year"> {paper.year}</span>}
    </span>
  );
}

export function PaperList({ papers }: { papers: readonly PaperName[] }) {
  return (
    <ul className="papers">
      {papers.map((paper) => (
        <li key={paper.id}>
          <PaperLink paper={paper} />
        </li>
      ))}
    </ul>
  );
}

/** Opens the very operation behind what is shown. */
export function ShowQuery<Answer, Variables>(props: {
  document: Document<Answer, Variables>;
  variables: Variables;
  /** Of what, when a view has several. */
  of: string;
}) {
  return (
    <a
      className="show-query"
      href={playgroundPath(props.document.text, props.variables)}
      aria-label={`Show the query of ${props.of}`}
    >
      Show the query
    </a>
  );
}
