import { Link } from 'wouter';
import { paperPath } from '../address.js';
import { TopicMap } from '../parts/topic-map.js';
import { Answer, Empty } from '../parts/states.js';
import { Heading, useHere } from '../parts/page.js';
import { ShowQuery } from '../parts/links.js';
import { DAILY, STATS } from '../queries/documents.js';
import type { DailyAnswer } from '../queries/answers.js';
import { useAnswer } from '../use-answer.js';
import { byline, count, cut, longDate } from '../wording.js';

const QUESTIONS = [
  { path: '/paper/2106.09685', text: 'What is related to the LoRA paper, and why?' },
  { path: '/technique/dropout', text: 'Where does dropout come from, and what grew out of it?' },
  {
    path: '/path?from=Attention+Is+All+You+Need&to=Knowledge+distillation',
    text: 'How do transformers and distillation hang together?',
  },
] as const;

const DAY = { date: null, first: 6 };

/** Where a visit starts: what is here, three questions, the newest papers. */
export function HomeView() {
  const stats = useAnswer(STATS, {});
  const daily = useAnswer(DAILY, DAY);
  useHere('Start', undefined, '/');
  return (
    <div className="page home">
      <div className="home-text">
        <Heading>What is related to this, and why?</Heading>
        <Answer asked={stats} label="what is here" lines={1}>
          {({ stats: { papers, techniques, topics, authors } }) =>
            papers === 0 ? (
              <Empty>
                This graph holds no papers yet. Load some: <code>npx related-work load refs.bib</code>
              </Empty>
            ) : (
              <p className="lead">
                {count(papers, 'paper')}, {count(techniques, 'technique')}, {count(topics, 'topic')} and{' '}
                {count(authors, 'author')}, and the reason for every link between them.
              </p>
            )
          }
        </Answer>
        <h2>Try a question</h2>
        <ul className="questions">
          {QUESTIONS.map(({ path, text }) => (
            <li key={path}>
              <Link href={path}>{text}</Link>
            </li>
          ))}
        </ul>
        <Answer asked={daily} label="the newest papers">
          {(data) => <Newest data={data} />}
        </Answer>
      </div>
      <section className="home-map" aria-label="Map of topics">
        <TopicMap root={null} />
      </section>
    </div>
  );
}

function Newest({ data: { dailyPapers } }: { data: DailyAnswer }) {
  const day = dailyPapers.nodes[0]?.publishedOn;
  return (
    <section aria-labelledby="newest">
      <h2 id="newest">{day ? `Papers of ${longDate(day)}` : 'Newest papers'}</h2>
      {dailyPapers.nodes.length === 0 && <Empty>No paper here tells the day on which it appeared.</Empty>}
      <ul className="daily">
        {dailyPapers.nodes.map((paper) => (
          <li key={paper.id}>
            <Link href={paperPath(paper)} dir="auto">
              {paper.title}
            </Link>
            <p className="facts" dir="auto">
              {byline(paper.authors)}
            </p>
            {paper.summary && (
              <p className="summary" dir="auto">
                {cut(paper.summary, 180)}
              </p>
            )}
          </li>
        ))}
      </ul>
      <p className="list-end">
        {day && <Link href={`/day?date=${day}`}>Earlier days</Link>}
        <ShowQuery document={DAILY} variables={DAY} of="the newest papers" />
      </p>
    </section>
  );
}
