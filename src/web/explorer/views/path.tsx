import { Link } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { authorPath, paperPath, techniquePath, topicPath } from '../address.js';
import { ShowQuery } from '../parts/links.js';
import { Heading, useHere } from '../parts/page.js';
import { SearchBox } from '../parts/search-box.js';
import { Answer, Empty } from '../parts/states.js';
import type { PathNode, PathsAnswer, RelationKind } from '../queries/answers.js';
import { PATHS } from '../queries/documents.js';
import { useParameter } from '../use-address.js';
import { useAnswer } from '../use-answer.js';

const WAYS: readonly {
  readonly word: string;
  readonly name: string | null;
  readonly via: readonly RelationKind[] | null;
}[] = [
  { word: 'Any relation', name: null, via: null },
  { word: 'Citations', name: 'citations', via: ['CITES'] },
  { word: 'Techniques', name: 'techniques', via: ['APPLIES', 'VARIANT_OF'] },
  { word: 'Topics', name: 'topics', via: ['ABOUT', 'SUBTOPIC_OF'] },
  { word: 'People', name: 'people', via: ['AUTHORED'] },
];

/** How two things hang together. */
export function PathView() {
  const [from, setFrom] = useParameter('from');
  const [to, setTo] = useParameter('to');
  const [way, setWay] = useParameter('by');
  const via = WAYS.find(({ name }) => name === way)?.via ?? null;
  const variables = { from: from ?? '', to: to ?? '', via };
  const isAsked = variables.from !== '' && variables.to !== '';
  const asked = useAnswer(PATHS, variables, { when: isAsked, keeps: true });
  const first = asked.data?.paths[0];
  const ends = first ? [first.nodes[0], first.nodes.at(-1)].map((node) => (node ? nameOf(node) : '')) : [from, to];
  const title = isAsked ? `From ${ends[0]} to ${ends[1]}` : 'Path';
  useHere(title, title, window.location.pathname + window.location.search);

  const swap = (): void => {
    const parameters = new URLSearchParams(window.location.search);
    parameters.set('from', variables.to);
    parameters.set('to', variables.from);
    navigate(`/path?${parameters.toString()}`);
  };
  return (
    <div className="page path-page">
      <Heading kind="Path">How do two things hang together?</Heading>
      <div className="path-ends">
        <SearchBox
          label="From"
          placeholder="From: a paper, technique, topic or author"
          start={from ?? ''}
          onChoose={({ ref }) => setFrom(ref)}
          onText={setFrom}
        />
        <button type="button" onClick={swap} aria-label="Swap both ends" disabled={!isAsked}>
          ⇄
        </button>
        <SearchBox
          label="To"
          placeholder="To: a paper, technique, topic or author"
          start={to ?? ''}
          onChoose={({ ref }) => setTo(ref)}
          onText={setTo}
        />
      </div>
      <div className="switch" role="group" aria-label="By which relations">
        {WAYS.map(({ word, name }) => (
          <button key={word} type="button" aria-pressed={(way ?? null) === name} onClick={() => setWay(name)}>
            {word}
          </button>
        ))}
      </div>
      {!isAsked && (
        <Empty>
          Name both ends and press Enter, or try{' '}
          <Link href="/path?from=Attention+Is+All+You+Need&to=2410.15460">
            Attention Is All You Need to Hallucination detox
          </Link>
          , <Link href="/path?from=LoRA&to=Dropout">LoRA to Dropout</Link>.
        </Empty>
      )}
      {isAsked && (
        <Answer asked={asked} label="paths" lines={6}>
          {(data) => <Paths data={data} variables={variables} />}
        </Answer>
      )}
    </div>
  );
}

function Paths({
  data: { paths },
  variables,
}: {
  data: PathsAnswer;
  variables: { from: string; to: string; via: readonly RelationKind[] | null };
}) {
  const [best, ...others] = paths;
  return (
    <>
      {best ? (
        <PathCards path={best} />
      ) : (
        <Empty>
          No path of up to six steps joins the two{variables.via ? ' by these relations alone. Try any relation.' : '.'}
        </Empty>
      )}
      {others.length > 0 && <h2>Other paths</h2>}
      {others.map((path) => (
        <details key={path.explanation} className="other-path">
          <summary dir="auto">{path.nodes.slice(1, -1).map(nameOf).join(' → ') || path.explanation}</summary>
          <PathCards path={path} />
        </details>
      ))}
      <p className="list-end">
        <ShowQuery document={PATHS} variables={variables} of="the paths" />
      </p>
    </>
  );
}

function PathCards({ path }: { path: PathsAnswer['paths'][number] }) {
  return (
    <ol className="cards" aria-label={path.explanation}>
      {path.nodes.map((node, index) => {
        const step = path.steps[index];
        return (
          <li key={node.id} className="card-and-step">
            <span className="card">
              <span className="kind">{node.__typename}</span>
              <Link href={linkOf(node)} dir="auto">
                {nameOf(node)}
              </Link>
              {node.__typename === 'Paper' && node.year !== null && <span className="facts">{node.year}</span>}
            </span>
            {step && (
              <span className="step">
                <span className="arrow" aria-hidden="true">
                  {step.forward ? '→' : '←'}
                </span>
                <span dir="auto">{step.sentence}</span>
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function nameOf(node: PathNode): string {
  return node.__typename === 'Paper' ? node.title : node.name;
}

function linkOf(node: PathNode): string {
  switch (node.__typename) {
    case 'Paper':
      return paperPath(node);
    case 'Author':
      return authorPath(node.id);
    case 'Topic':
      return topicPath(node.slug);
    case 'Technique':
      return techniquePath(node.slug);
  }
}
