import { Link } from 'wouter';
import type { RelatedState } from '../address.js';
import { Heading, useHere } from '../parts/page.js';
import { RelatedGraph, RelatedList, useRelated } from '../parts/related.js';
import { SearchBox } from '../parts/search-box.js';
import { Empty } from '../parts/states.js';
import { ViewSwitch } from '../parts/view-switch.js';
import { RESOLVE } from '../queries/documents.js';
import { useRelatedState } from '../use-address.js';
import { useAnswer } from '../use-answer.js';
import { count } from '../wording.js';

const NONE: readonly string[] = [];
const TYPES = ['PAPER', 'TECHNIQUE', 'TOPIC'] as const;

/** A set: what was chosen, what was ruled out, and what is related to it. */
export function SetView() {
  const [state, change] = useRelatedState();
  const related = useRelated(state, NONE);
  const title = state.to.length === 0 ? 'A set of papers' : `Set of ${state.to.length}`;
  useHere(title, title, window.location.pathname + window.location.search);
  const isEmpty = state.to.length === 0;
  return (
    <div className={`page three ${state.layout}`}>
      <div className="about">
        <Heading kind="Set">
          {isEmpty ? 'What is like several papers at once?' : `Related to ${count(state.to.length, 'choice')}`}
        </Heading>
        <Chosen title="Chosen" field="to" refs={state.to} change={change} />
        <Chosen title="Ruled out" field="notTo" refs={state.notTo} change={change} />
      </div>
      <div className="related-head">
        <h2>Related papers</h2>
        <ViewSwitch layout={state.layout} onChange={(layout) => change({ layout }, true)} />
      </div>
      {isEmpty ? (
        <div className="related">
          <Empty>
            Choose a paper, technique or topic on the left, or{' '}
            <Link href="/set?to=LoRA&to=Pruning&not=Knowledge+distillation">start from an example</Link>: related to
            LoRA and pruning, and not to distillation.
          </Empty>
        </div>
      ) : (
        <>
          {state.layout !== 'list' && (
            <RelatedGraph state={state} change={change} asked={related} subject={{ title, path: '/set' }} />
          )}
          {state.layout !== 'graph' && <RelatedList state={state} of={NONE} change={change} asked={related} />}
        </>
      )}
    </div>
  );
}

interface ChosenProps {
  readonly title: string;
  readonly field: 'to' | 'notTo';
  readonly refs: readonly string[];
  readonly change: (change: Partial<RelatedState>) => void;
}

function Chosen({ title, field, refs, change }: ChosenProps) {
  const add = (ref: string): void => change({ [field]: refs.includes(ref) ? refs : [...refs, ref], pick: null });
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul className="chosen-list">
        {refs.map((ref) => (
          <ChosenItem
            key={ref}
            of={ref}
            onRemove={() => change({ [field]: refs.filter((each) => each !== ref), pick: null })}
          />
        ))}
      </ul>
      {refs.length === 0 && <p className="facts">{field === 'to' ? 'Nothing yet.' : 'Nothing.'}</p>}
      <SearchBox
        clears
        label={field === 'to' ? 'Choose one more' : 'Rule out one more'}
        placeholder="Add a paper, technique or topic"
        types={TYPES}
        onChoose={({ ref }) => add(ref)}
        onText={add}
      />
    </section>
  );
}

function ChosenItem({ of: ref, onRemove }: { of: string; onRemove: () => void }) {
  const { data } = useAnswer(RESOLVE, { ref });
  const { paper, technique, topic } = data ?? {};
  const name = paper?.title ?? technique?.name ?? topic?.name ?? ref;
  const path = paper
    ? `/paper/${ref}`
    : technique
      ? `/technique/${technique.slug}`
      : topic
        ? `/topic/${topic.slug}`
        : null;
  const kind = paper ? 'paper' : technique ? 'technique' : topic ? 'topic' : data ? 'not in this graph' : '';
  return (
    <li>
      <span dir="auto">
        {path ? <Link href={path}>{name}</Link> : name} <span className="facts">{kind}</span>
      </span>
      <button type="button" aria-label={`Remove ${name}`} onClick={onRemove}>
        ×
      </button>
    </li>
  );
}
