import type { Context } from '../api/context.js';
import type { NodeType } from '../api/node.js';
import { toAuthor } from '../author/author.loaders.js';
import type { Author } from '../author/author.type.js';
import { toPaper } from '../paper/paper.loaders.js';
import type { Paper } from '../paper/paper.type.js';
import { toTechnique } from '../technique/technique.loaders.js';
import type { Technique } from '../technique/technique.type.js';
import { toTopic } from '../topic/topic.loaders.js';
import type { Topic } from '../topic/topic.type.js';

/** Any node by its type and its id in the graph, through the loader of its type; null when it is not here. */
export async function loadNode(
  type: NodeType,
  id: string,
  context: Context,
): Promise<Paper | Author | Topic | Technique | null> {
  switch (type) {
    case 'Paper': {
      const row = await context.papers.byId.load(id);
      return row && toPaper(row);
    }
    case 'Author': {
      const row = await context.authors.byId.load(id);
      return row && toAuthor(row);
    }
    case 'Topic': {
      const row = await context.topics.byId.load(id);
      return row && toTopic(row);
    }
    case 'Technique': {
      const row = await context.techniques.byId.load(id);
      return row && toTechnique(row);
    }
  }
}
