import { useMemo } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { topicPath } from '../address.js';
import { edgeKey } from '../drawing/painter.js';
import { Graph } from '../drawing/graph.js';
import type { DrawnGraph } from '../drawing/model.js';
import type { Named, TopicMapAnswer } from '../queries/answers.js';
import { PAPERS_ON_BOTH, TOPIC_MAP } from '../queries/documents.js';
import { useParameter } from '../use-address.js';
import { useAnswer } from '../use-answer.js';
import { count, shortTopic } from '../wording.js';
import { PaperList, ShowQuery } from './links.js';
import { Answer, Empty } from './states.js';

const FIRST = 40;

/** The graph of the largest topics, or of the parts of one, which one can walk. */
export function TopicMap({ root }: { root: string | null }) {
  const variables = { first: FIRST, root };
  const asked = useAnswer(TOPIC_MAP, variables);
  const [edge, setEdge] = useParameter('edge');
  const graph = useMemo(() => (asked.data ? mapGraph(asked.data) : undefined), [asked.data]);
  const topics = asked.data?.topicGraph.nodes.map(({ topic }) => topic) ?? [];
  return (
    <Answer asked={asked} label="the map of topics" lines={10}>
      {() =>
        graph && graph.nodes.length > 0 ? (
          <>
            <Graph
              graph={graph}
              name="Map of topics"
              pickedEdge={keyOfPair(edge, topics)}
              onChoose={({ path }) => navigate(path)}
              onChooseEdge={({ source, target }) => setEdge(pairOf(source, target, topics))}
            />
            <p className="legend">
              <span>
                Topics by how many papers they have; an edge is the thicker the more two attract each other. Choose a
                topic to go there, an edge to see the papers behind it.
              </span>
              <ShowQuery document={TOPIC_MAP} variables={variables} of="the map of topics" />
            </p>
            <PapersBehind pair={edge} topics={topics} onClose={() => setEdge(null)} />
          </>
        ) : (
          <Empty>There are no topics to draw yet; they come with the papers that are loaded.</Empty>
        )
      }
    </Answer>
  );
}

type Topic = Named & { readonly id: string };

/** How an edge stands in the address. */
export function pairOf(source: string, target: string, topics: readonly Topic[]): string | null {
  const [one, other] = [source, target].map((id) => topics.find((topic) => topic.id === id)?.slug);
  return one !== undefined && other !== undefined ? `${one}~${other}` : null;
}

export function keyOfPair(pair: string | null, topics: readonly Topic[]): string | undefined {
  const [source, target] = (pair ?? '').split('~').map((slug) => topics.find((topic) => topic.slug === slug)?.id);
  return source !== undefined && target !== undefined ? edgeKey({ source, target }) : undefined;
}

/** The papers behind an edge between two topics. */
export function PapersBehind({
  pair,
  topics,
  onClose,
}: {
  pair: string | null;
  topics: readonly Topic[];
  onClose: () => void;
}) {
  const [one = '', other = ''] = (pair ?? '').split('~');
  const variables = { one, other };
  const asked = useAnswer(PAPERS_ON_BOTH, variables, { when: one !== '' && other !== '' });
  if (one === '' || other === '') return null;
  const name = (slug: string) => (
    <Link href={topicPath(slug)}>{topics.find((topic) => topic.slug === slug)?.name ?? slug}</Link>
  );
  return (
    <section className="behind" aria-label="Papers behind the edge">
      <h2>
        {name(one)} and {name(other)}
        <button type="button" onClick={onClose} aria-label="Close the papers behind the edge">
          ×
        </button>
      </h2>
      <Answer asked={asked} label="the papers behind the edge">
        {({ papers }) =>
          papers.nodes.length === 0 ? (
            <Empty>No paper is about both; one topic is a part of the other.</Empty>
          ) : (
            <>
              <PaperList papers={papers.nodes} />
              <p className="list-end">
                <span>{count(papers.totalCount, 'paper')} on both</span>
                <ShowQuery document={PAPERS_ON_BOTH} variables={variables} of="the papers behind the edge" />
              </p>
            </>
          )
        }
      </Answer>
    </section>
  );
}

function mapGraph({ topicGraph: { nodes, edges } }: TopicMapAnswer): DrawnGraph {
  return {
    nodes: nodes.map(({ topic, paperCount }) => ({
      id: topic.id,
      label: shortTopic(topic.name),
      title: topic.name,
      detail: count(paperCount, 'paper'),
      radius: topicRadius(paperCount),
      color: '--accent-soft',
      path: topicPath(topic.slug),
      importance: paperCount,
    })),
    edges: edges.map(({ source, target, weight, paperCount, isHierarchy }) => ({
      source: source.id,
      target: target.id,
      width: 0.8 + 4 * weight,
      color: '--line-strong',
      title: isHierarchy
        ? `One belongs to the other; ${count(paperCount, 'paper')} on both`
        : `${count(paperCount, 'paper')} on both`,
      pull: weight,
    })),
  };
}

/** Area by papers, up to a size that leaves room for the others. */
export function topicRadius(papers: number): number {
  return Math.min(22, 5 + 1.7 * Math.sqrt(papers));
}
