import { topicPath } from './address.js';
import type { DrawnEdge, DrawnGraph, DrawnNode } from './drawing/model.js';
import type { TopicAnswer, TopicMapAnswer, TopicSize } from './queries/answers.js';
import { count, shortTopic } from './wording.js';

const MOST_PARTS = 24;

/** A topic in the middle, what it belongs to, its parts, and what papers join with it. */
export function topicGraph(
  topic: NonNullable<TopicAnswer['topic']>,
  mapEdges: TopicMapAnswer['topicGraph']['edges'],
): DrawnGraph {
  const nodes = new Map<string, DrawnNode>();
  const edges: DrawnEdge[] = [];
  const add = (node: TopicSize, color: string, distance: number): boolean => {
    if (nodes.has(node.id)) return false;
    nodes.set(node.id, {
      id: node.id,
      label: shortTopic(node.name),
      title: node.name,
      detail: count(node.paperCount, 'paper'),
      radius: Math.min(22, 5 + 1.7 * Math.sqrt(node.paperCount)),
      color,
      path: topicPath(node.slug),
      distance,
      importance: node.paperCount,
    });
    return true;
  };
  add(topic, '--text', 0);
  const hierarchy = [...topic.parents.nodes, ...topic.children.nodes.slice(0, MOST_PARTS)];
  for (const node of hierarchy) {
    if (!add(node, '--signal-topic', 0.6)) continue;
    const title = topic.parents.nodes.includes(node)
      ? `${topic.name} belongs to ${node.name}`
      : `${node.name} belongs to ${topic.name}`;
    edges.push({ source: topic.id, target: node.id, width: 1.5, color: '--signal-topic', title, pull: 0.5 });
  }
  for (const { node, weight, paperCount } of topic.related.edges) {
    if (!add(node, '--accent-soft', 0.4 + 0.6 * (1 - weight))) continue;
    const title = `${count(paperCount, 'paper')} on ${topic.name} and ${node.name}`;
    edges.push({
      source: topic.id,
      target: node.id,
      width: 1 + 6 * weight,
      color: '--accent-soft',
      title,
      pull: weight,
    });
  }
  for (const { source, target, weight, paperCount } of mapEdges) {
    if (!nodes.has(source.id) || !nodes.has(target.id) || source.id === topic.id || target.id === topic.id) continue;
    const title = `${count(paperCount, 'paper')} on both`;
    edges.push({
      source: source.id,
      target: target.id,
      width: 0.8 + 2 * weight,
      color: '--line-strong',
      title,
      pull: weight,
    });
  }
  return { center: topic.id, nodes: [...nodes.values()], edges };
}
