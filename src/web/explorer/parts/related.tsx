import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Link } from 'wouter';
import { FIRST, MOST, paperRef, relatedVariables, writeRelated, type RelatedState } from '../address.js';
import { Graph } from '../drawing/graph.js';
import { exportLinks } from '../exports.js';
import type { RelatedAnswer, RelatedEdge } from '../queries/answers.js';
import { CITATIONS_AMONG, FORMULA, RELATED } from '../queries/documents.js';
import { relatedGraph, type Asked as AskedOf, type Citation } from '../related-graph.js';
import { FAMILIES, SIGNALS, strongest, type Family } from '../signals.js';
import { useAnswer, type Asked } from '../use-answer.js';
import { count } from '../wording.js';
import { ShowQuery } from './links.js';
import { RelatedItem } from './related-item.js';
import { Answer, Empty } from './states.js';
import { Weights } from './weights.js';

export interface RelatedProps {
  readonly state: RelatedState;
  /** The papers that the view is of, before those of the state. */
  readonly of: readonly string[];
  readonly change: (change: Partial<RelatedState>, replace?: boolean) => void;
}

/** What is related, for the list and the graph alike. */
export function useRelated(state: RelatedState, of: readonly string[]): Asked<RelatedAnswer> {
  const variables = { ...relatedVariables(state, of), first: state.first };
  return useAnswer(RELATED, variables, { when: variables.to.length > 0, keeps: true });
}

/** The id of the answer whose reasons are open. */
export function pickedId(state: RelatedState, edges: readonly RelatedEdge[]): string | undefined {
  return edges.find(({ node }) => node.id === state.pick)?.node.id;
}

const MOST_OF = 20;

/** The related papers as a graph. */
export function RelatedGraph({
  state,
  change,
  asked,
  subject,
}: Omit<RelatedProps, 'of'> & { asked: Asked<RelatedAnswer>; subject: AskedOf }) {
  const edges = asked.data?.related.edges;
  const ids = useMemo(() => (edges ?? []).slice(0, MOST_OF).map(({ node }) => node.id), [edges]);
  const among = useAnswer(CITATIONS_AMONG, { of: ids, first: MOST }, { when: ids.length > 1, keeps: true });
  const citations = useMemo(
    () => (among.data?.neighborhood.edges ?? []).map(({ source, target }): Citation => [source.id, target.id]),
    [among.data],
  );
  const graph = useMemo(
    () => (edges ? relatedGraph(subject, edges, citations) : undefined),
    // The subject is made anew by each render, its words are not.
    [subject.title, subject.path, edges, citations],
  );
  const families = useMemo(() => [...new Set((edges ?? []).flatMap(familyOf))], [edges]);
  return (
    <section className="graph-panel" aria-label="Related papers as a graph">
      <Answer asked={asked} label="the graph" lines={8}>
        {() =>
          graph && graph.nodes.length > 1 ? (
            <>
              <Graph
                graph={graph}
                name={`Papers related to ${subject.title}`}
                picked={pickedId(state, edges ?? [])}
                onChoose={(node) => {
                  if (node.id === graph.center) return;
                  change({ pick: node.id, layout: state.layout === 'graph' ? 'both' : state.layout }, true);
                  document.querySelector(`[data-id="${CSS.escape(node.id)}"]`)?.scrollIntoView({ block: 'nearest' });
                }}
              />
              <Legend families={families} />
            </>
          ) : (
            <Empty>There is nothing to draw.</Empty>
          )
        }
      </Answer>
    </section>
  );
}

function familyOf({ signals }: RelatedEdge): Family[] {
  const signal = strongest(signals);
  return signal ? [SIGNALS[signal.kind].family] : [];
}

function Legend({ families }: { families: readonly Family[] }) {
  return (
    <p className="legend">
      <span>Nearer means more related, larger means more cited. Strongest reason:</span>
      {(Object.keys(FAMILIES) as Family[])
        .filter((family) => families.includes(family))
        .map((family) => (
          <span key={family} className="signal-word">
            <i style={{ background: `var(--signal-${family})` }} />
            {FAMILIES[family]}
          </span>
        ))}
      <span className="signal-word">
        <i className="thin" />
        One cites the other
      </span>
    </p>
  );
}

/** The related papers as a list, with what they are ranked by. */
export function RelatedList({
  state,
  of,
  change,
  asked,
  children,
}: RelatedProps & { asked: Asked<RelatedAnswer>; children?: ReactNode }) {
  const list = useRef<HTMLOListElement>(null);
  const variables = { ...relatedVariables(state, of), first: state.first };
  const [isAdjusting, setAdjusting] = useState(Object.keys(state.weights).length > 0);
  const formula = useAnswer(FORMULA, {}, { when: isAdjusting });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('.why') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const next = buttons[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <section className="related" aria-label="Related papers as a list">
      {children}
      <div className="related-tools">
        <div className="switch" role="group" aria-label="Ranked for">
          <button
            type="button"
            aria-pressed={state.preset === 'RELATED'}
            onClick={() => change({ preset: 'RELATED', weights: {} })}
          >
            Related work
          </button>
          <button
            type="button"
            aria-pressed={state.preset === 'REFERENCES'}
            onClick={() => change({ preset: 'REFERENCES', weights: {} })}
          >
            What to cite
          </button>
        </div>
        <Years state={state} change={change} />
        <details className="adjust" open={isAdjusting} onToggle={(event) => setAdjusting(event.currentTarget.open)}>
          <summary>Adjust weights</summary>
          {isAdjusting && (
            <Answer asked={formula} label="the weights">
              {(data) => (
                <Weights formula={data.relatedFormula} state={state} onChange={(part) => change(part, true)} />
              )}
            </Answer>
          )}
        </details>
      </div>
      <Chosen state={state} of={of} change={change} />
      <Answer asked={asked} label="related papers" lines={12}>
        {({ related: { edges, totalCount } }) => {
          const picked = pickedId(state, edges);
          const most = edges.reduce((best, { score }) => Math.max(best, score), 0);
          if (edges.length === 0)
            return (
              <Empty>
                Nothing here is related
                {state.fromYear !== null || state.toYear !== null
                  ? ' in these years. Widen them'
                  : ' by these signals. Give one more weight'}
                , or load more papers: a paper is found by its words, techniques, authors and citations.
              </Empty>
            );
          return (
            <>
              <ol className="items" ref={list} onKeyDown={onKeyDown}>
                {edges.map((edge, index) => (
                  <RelatedItem
                    key={edge.node.id}
                    edge={edge}
                    rank={index + 1}
                    most={most}
                    isPicked={edge.node.id === picked}
                    state={state}
                    of={of}
                    after={edges[index - 1]?.cursor ?? null}
                    onPick={() => change({ pick: edge.node.id === picked ? null : edge.node.id }, true)}
                    onMore={() => change({ to: [...state.to, paperRef(edge.node)], pick: null })}
                    onLess={() => change({ notTo: [...state.notTo, paperRef(edge.node)], pick: null })}
                  />
                ))}
              </ol>
              <p className="list-end">
                <span>
                  {edges.length} of {count(totalCount, 'related paper')}
                </span>
                {edges.length < totalCount && state.first < MOST && (
                  <button type="button" onClick={() => change({ first: Math.min(MOST, state.first + FIRST) }, true)}>
                    Show more
                  </button>
                )}
                <ShowQuery document={RELATED} variables={variables} of="related papers" />
                {exportLinks(state, of).map(({ word, path }) => (
                  <a key={word} href={path}>
                    {word}
                  </a>
                ))}
              </p>
            </>
          );
        }}
      </Answer>
    </section>
  );
}

function Years({ state, change }: Pick<RelatedProps, 'state' | 'change'>) {
  const year = (text: string): number | null => (/^\d{4}$/.test(text) ? Number(text) : null);
  const field = (label: string, value: number | null, set: (value: number | null) => void) => (
    <input
      type="text"
      inputMode="numeric"
      maxLength={4}
      aria-label={label}
      placeholder="year"
      key={value ?? label}
      defaultValue={value ?? ''}
      onBlur={(event) => {
        if (year(event.target.value) !== value) set(year(event.target.value));
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
  return (
    <span className="years">
      {field('From year', state.fromYear, (fromYear) => change({ fromYear, pick: null }))}
      <span aria-hidden="true">–</span>
      {field('Until year', state.toYear, (toYear) => change({ toYear, pick: null }))}
    </span>
  );
}

/** Says in a view of one paper that more than it counts. */
function Chosen({ state, of, change }: RelatedProps) {
  if (of.length === 0 || state.to.length + state.notTo.length === 0) return null;
  const whole = { ...state, to: [...of, ...state.to], pick: null };
  return (
    <p className="chosen" role="status">
      Ranked for this paper
      {state.to.length > 0 && ` and ${state.to.length} more`}
      {state.notTo.length > 0 && `, away from ${state.notTo.length}`}.{' '}
      <Link href={`/set${writeRelated(whole)}`}>See the set</Link>{' '}
      <button type="button" onClick={() => change({ to: [], notTo: [], pick: null })}>
        This paper alone
      </button>
    </p>
  );
}
