import { useEffect } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { authorPath, paperPath, techniquePath, topicPath } from '../address.js';
import { ShowQuery } from '../parts/links.js';
import { Heading, useHere } from '../parts/page.js';
import { Answer, Empty } from '../parts/states.js';
import { RESOLVE, RESOLVE_AUTHOR } from '../queries/documents.js';
import { useParameter } from '../use-address.js';
import { useAnswer } from '../use-answer.js';
import { count } from '../wording.js';

/** What the typed text names; goes there when it is one thing alone. */
export function SearchView() {
  const [typed] = useParameter('q');
  const text = typed?.trim() ?? '';
  const when = text !== '';
  const asked = useAnswer(RESOLVE, { ref: text }, { when });
  const author = useAnswer(RESOLVE_AUTHOR, { ref: text }, { when });
  useHere(when ? `Search for “${text}”` : 'Search', undefined, '/');
  const { paper, technique, topic } = asked.data ?? {};
  const found = [
    paper && {
      path: paperPath(paper),
      name: paper.title,
      detail: paper.year === null ? 'paper' : `paper, ${paper.year}`,
    },
    technique && {
      path: techniquePath(technique.slug),
      name: technique.name,
      detail: `technique, ${count(technique.paperCount, 'paper')}`,
    },
    topic && { path: topicPath(topic.slug), name: topic.name, detail: `topic, ${count(topic.paperCount, 'paper')}` },
    author.data?.author && {
      path: authorPath(author.data.author.id),
      name: author.data.author.name,
      detail: `author, ${count(author.data.author.paperCount, 'paper')}`,
    },
  ].filter((each) => each !== null && each !== undefined);
  const isDone = asked.data !== undefined && (author.data !== undefined || author.error !== null);
  const only = isDone && found.length === 1 && !author.error ? found[0]?.path : undefined;
  useEffect(() => {
    if (only !== undefined) navigate(only, { replace: true });
  }, [only]);
  return (
    <div className="page narrow">
      <Heading kind="Search">{when ? `“${text}”` : 'Search'}</Heading>
      {!when && (
        <Empty>Type above what you look for: a title, an arXiv id, a DOI, a technique, a topic or a name.</Empty>
      )}
      {when && (
        <Answer asked={asked} label="what is called so">
          {() => (
            <>
              <ul className="papers found">
                {found.map(({ path, name, detail }) => (
                  <li key={path}>
                    <Link href={path} dir="auto">
                      {name}
                    </Link>
                    <span className="facts"> {detail}</span>
                  </li>
                ))}
              </ul>
              {author.error && <p className="facts">{author.error.message}</p>}
              {isDone && found.length === 0 && !author.error && (
                <Empty>
                  Nothing in this graph is called so. A paper is found by its arXiv id, DOI, address or exact title; a
                  technique, topic or author by name. Try <Link href="/technique/lora">LoRA</Link>,{' '}
                  <Link href="/topic/pruning">Pruning</Link> or <Link href="/paper/1706.03762">1706.03762</Link>.
                </Empty>
              )}
              <p className="list-end">
                <ShowQuery document={RESOLVE} variables={{ ref: text }} of="what is called so" />
              </p>
            </>
          )}
        </Answer>
      )}
    </div>
  );
}
