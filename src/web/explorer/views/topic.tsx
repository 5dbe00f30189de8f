import { useMemo } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { techniquePath, topicPath } from '../address.js';
import { Graph } from '../drawing/graph.js';
import { Columns } from '../parts/columns.js';
import { PaperLink, PaperList, ShowQuery } from '../parts/links.js';
import { Heading, useHere } from '../parts/page.js';
import { Answer, Empty } from '../parts/states.js';
import { keyOfPair, pairOf, PapersBehind } from '../parts/topic-map.js';
import type { TopicAnswer, TopicSize } from '../queries/answers.js';
import { READING_ORDER, TOPIC, TOPIC_MAP } from '../queries/documents.js';
import { topicGraph } from '../topic-graph.js';
import { useParameter } from '../use-address.js';
import { useAnswer } from '../use-answer.js';
import { count } from '../wording.js';
import { Counts } from './author.js';
import { NothingCalled } from './nowhere.js';

type Topic = NonNullable<TopicAnswer['topic']>;

/** A topic: what is around it, its techniques, its trend, and in which order to read. */
export function TopicView({ of: ref }: { of: string }) {
  const variables = { ref };
  const asked = useAnswer(TOPIC, variables, { keeps: true });
  const topic = asked.data?.topic;
  useHere(asked.isOld ? undefined : topic?.name);
  if (topic === null && !asked.isOld) return <NothingCalled text={ref} kind="topic" />;
  return (
    <div className="page">
      <Answer asked={asked} label="the topic" lines={12}>
        {() =>
          topic && (
            <div className="columns">
              <About topic={topic} of={ref} />
              <div className="main-column">
                <Around topic={topic} />
                <section aria-labelledby="newest-title">
                  <h2 id="newest-title">Newest of {count(topic.papers.totalCount, 'paper')}</h2>
                  {topic.papers.nodes.length === 0 && (
                    <Empty>No paper of this graph is about it; its parts may have some.</Empty>
                  )}
                  <PaperList papers={topic.papers.nodes} />
                </section>
              </div>
              <div className="side-column">
                <Trend topic={topic} />
                <Reading of={ref} />
              </div>
            </div>
          )
        }
      </Answer>
    </div>
  );
}

function About({ topic, of: ref }: { topic: Topic; of: string }) {
  return (
    <div className="about">
      <Heading kind="Topic" key={topic.id}>
        {topic.name}
      </Heading>
      {topic.aliases.length > 0 && <p className="facts">Also called {topic.aliases.join(', ')}</p>}
      <p className="facts">
        {count(topic.paperCount, 'paper')} here
        {topic.scheme !== 'own' && ` · ${topic.scheme} classification`}
      </p>
      {topic.description && <p className="summary first">{topic.description}</p>}
      <Topics title="Belongs to" topics={topic.parents.nodes} />
      <Topics title="Its parts" topics={topic.children.nodes} />
      <Counts title="Techniques here" edges={topic.techniques.edges} path={techniquePath} />
      <p className="list-end">
        <Link href={`/set?to=${encodeURIComponent(topic.slug)}`}>Related papers</Link>
        <Link href={`/path?from=${encodeURIComponent(`topic:${topic.name}`)}`}>Path from here</Link>
        <ShowQuery document={TOPIC} variables={{ ref }} of="the topic" />
      </p>
    </div>
  );
}

function Topics({ title, topics }: { title: string; topics: readonly TopicSize[] }) {
  return (
    <Counts title={title} edges={topics.map((node) => ({ node, paperCount: node.paperCount }))} path={topicPath} />
  );
}

const MAP = { first: 60, root: null };

function Around({ topic }: { topic: Topic }) {
  const [edge, setEdge] = useParameter('edge');
  const map = useAnswer(TOPIC_MAP, MAP);
  const graph = useMemo(() => topicGraph(topic, map.data?.topicGraph.edges ?? []), [topic, map.data]);
  const topics = useMemo(
    () => [topic, ...topic.parents.nodes, ...topic.children.nodes, ...topic.related.edges.map(({ node }) => node)],
    [topic],
  );
  return (
    <section aria-labelledby="around-title">
      <h2 id="around-title">What stands around it</h2>
      {graph.nodes.length > 1 ? (
        <>
          <Graph
            graph={graph}
            name={`Topics around ${topic.name}`}
            pickedEdge={keyOfPair(edge, topics)}
            onChoose={({ path, id }) => {
              if (id !== topic.id) navigate(path);
            }}
            onChooseEdge={({ source, target }) => setEdge(pairOf(source, target, topics))}
          />
          <p className="legend">
            <span className="signal-word">
              <i style={{ background: 'var(--signal-topic)' }} />
              It belongs to, or has as a part
            </span>
            <span className="signal-word">
              <i style={{ background: 'var(--accent-soft)' }} />
              Stands with it in papers, the nearer and thicker the more
            </span>
            <span>Choose a topic to walk there, an edge to see the papers behind it.</span>
          </p>
          <PapersBehind pair={edge} topics={topics} onClose={() => setEdge(null)} />
        </>
      ) : (
        <Empty>No two papers join it with another topic.</Empty>
      )}
    </section>
  );
}

function Trend({ topic: { adoption } }: { topic: Topic }) {
  return (
    <section aria-labelledby="trend-title">
      <h2 id="trend-title">Papers per year</h2>
      {adoption.points.some((point) => point.count > 0) ? (
        <Columns
          name="Papers about it"
          columns={adoption.points.map(({ period, count: papers }) => ({
            period,
            parts: [{ word: 'Papers', color: '--accent-soft', count: papers }],
          }))}
        />
      ) : (
        <Empty>No paper with a year is about it.</Empty>
      )}
      {adoption.undated > 0 && <p className="facts">{count(adoption.undated, 'paper')} without a year</p>}
    </section>
  );
}

function Reading({ of: ref }: { of: string }) {
  const variables = { topic: ref, technique: null };
  const asked = useAnswer(READING_ORDER, variables);
  return (
    <section aria-labelledby="reading-title">
      <h2 id="reading-title">Read in this order</h2>
      <Answer asked={asked} label="the reading order">
        {({ readingOrder }) => (
          <>
            {readingOrder.length === 0 && <Empty>There is nothing to read about it in this graph.</Empty>}
            <ol className="reading">
              {readingOrder.map(({ position, reason, paper }) => (
                <li key={paper.id}>
                  <span className="rank" aria-hidden="true">
                    {position}
                  </span>
                  <span>
                    <PaperLink paper={paper} />
                    <span className="facts" dir="auto">
                      {reason}
                    </span>
                  </span>
                </li>
              ))}
            </ol>
            <p className="list-end">
              <ShowQuery document={READING_ORDER} variables={variables} of="the reading order" />
            </p>
          </>
        )}
      </Answer>
    </section>
  );
}
