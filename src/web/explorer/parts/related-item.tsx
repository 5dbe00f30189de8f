import { Link } from 'wouter';
import { authorPath, paperPath, techniquePath, topicPath, type RelatedState, relatedVariables } from '../address.js';
import type { EvidenceItem, RelatedEdge } from '../queries/answers.js';
import { EVIDENCE } from '../queries/documents.js';
import { strongest } from '../signals.js';
import { useAnswer } from '../use-answer.js';
import { byline, count, percent } from '../wording.js';
import { SignalBar, SignalWord } from './signal-bar.js';
import { Problem } from './states.js';

interface ItemProps {
  readonly edge: RelatedEdge;
  readonly rank: number;
  readonly most: number;
  readonly isPicked: boolean;
  readonly state: RelatedState;
  /** The papers that the view is of, before those of the state. */
  readonly of: readonly string[];
  /** The cursor of the answer before. */
  readonly after: string | null;
  readonly onPick: () => void;
  readonly onMore: () => void;
  readonly onLess: () => void;
}

/** A related paper: rank, title, the reason in a sentence, and all reasons when it is picked. */
export function RelatedItem(props: ItemProps) {
  const { edge, rank, most, isPicked, onPick, onMore, onLess } = props;
  const { node, score, signals } = edge;
  const reason = strongest(signals);
  const facts = [byline(node.authors), node.year === null ? 'year not known' : String(node.year), node.venue];
  return (
    <li className={isPicked ? 'item picked' : 'item'} data-id={node.id}>
      <span className="rank" aria-hidden="true">
        {rank}
      </span>
      <div className="item-body">
        <h3 dir="auto">
          <Link href={paperPath(node)}>{node.title}</Link>
        </h3>
        <p className="facts" dir="auto">
          {facts.filter(Boolean).join(' · ')}
          {node.citationCount > 0 && ` · cited ${count(node.citationCount, 'time')} here`}
        </p>
        <button type="button" className="why" aria-expanded={isPicked} onClick={onPick}>
          <SignalBar score={score} signals={signals} most={most} />
          <span className="score">{score.toFixed(2)}</span>
          <span className="reason" dir="auto">
            {reason && <SignalWord kind={reason.kind} />} {reason?.explanation ?? 'No reason is known.'}
          </span>
        </button>
        {isPicked && <Reasons {...props} />}
        <p className="item-tools">
          <button type="button" onClick={onMore} aria-label={`More like this: ${node.title}`}>
            + More like this
          </button>
          <button type="button" onClick={onLess} aria-label={`Not like this: ${node.title}`}>
            − Not like this
          </button>
        </p>
      </div>
    </li>
  );
}

const FIRST_REASONS = 8;

function Reasons({ edge, state, of, after }: ItemProps) {
  const { data, error, retry } = useAnswer(EVIDENCE, { ...relatedVariables(state, of), after });
  const found = data?.related.edges.find(({ node }) => node.id === edge.node.id);
  return (
    <div className="reasons">
      {found?.node.summary && (
        <p className="summary" dir="auto">
          {found.node.summary}
        </p>
      )}
      {error && <Problem error={error} retry={retry} />}
      <ul>
        {edge.signals.slice(0, FIRST_REASONS).map(({ kind, share, explanation }) => (
          <li key={kind}>
            <span className="reason-head">
              <SignalWord kind={kind} />
              <span className="share">{percent(share)}</span>
            </span>
            <span dir="auto">{explanation}</span>
            <Evidence items={found?.signals.find((each) => each.kind === kind)?.evidence ?? []} />
          </li>
        ))}
      </ul>
      {edge.penalty > 0 && (
        <p className="facts">Ranked lower by {edge.penalty.toFixed(2)}: it is like what you ruled out.</p>
      )}
    </div>
  );
}

function Evidence({ items }: { items: readonly EvidenceItem[] }) {
  if (items.length === 0) return null;
  return (
    <span className="evidence">
      {items.map((item) => (
        <EvidenceLink key={item.__typename === 'Term' ? item.text : 'slug' in item ? item.slug : item.id} item={item} />
      ))}
    </span>
  );
}

function EvidenceLink({ item }: { item: EvidenceItem }) {
  switch (item.__typename) {
    case 'Paper':
      return (
        <Link href={paperPath(item)} className="chip" dir="auto">
          {item.title}
          {item.year !== null && ` (${item.year})`}
        </Link>
      );
    case 'Author':
      return (
        <Link href={authorPath(item.id)} className="chip" dir="auto">
          {item.name}
        </Link>
      );
    case 'Technique':
      return (
        <Link href={techniquePath(item.slug)} className="chip">
          {item.name}
        </Link>
      );
    case 'Topic':
      return (
        <Link href={topicPath(item.slug)} className="chip">
          {item.name}
        </Link>
      );
    case 'Term':
      return <span className="term">{item.text}</span>;
  }
}
