import { Link } from 'wouter';
import { Heading, useHere } from '../parts/page.js';

/** An address that is none of the page's. */
export function NowhereView() {
  useHere('Nothing here', undefined, '/');
  return (
    <div className="page narrow">
      <Heading>There is nothing at this address</Heading>
      <p>
        <Link href="/">Start over</Link>, or search above.
      </p>
    </div>
  );
}

/** A ref that names nothing in this graph. */
export function NothingCalled({ text, kind }: { text: string; kind: string }) {
  useHere(`No ${kind} “${text}”`, undefined, '/');
  return (
    <div className="page narrow">
      <Heading kind={kind}>
        This graph has no {kind} “{text}”
      </Heading>
      <p>
        {kind === 'paper'
          ? 'A paper is found by its arXiv id, DOI, address or exact title. It may not be loaded yet.'
          : `Check the spelling, or find the ${kind} by a paper that has it.`}
      </p>
      <p>
        <Link href={`/search?q=${encodeURIComponent(text)}`}>Search for these words</Link>, or{' '}
        <Link href="/">start over</Link>.
      </p>
    </div>
  );
}
