import { Link } from 'wouter';
import { paperPath } from '../address.js';
import { ShowQuery } from '../parts/links.js';
import { Heading, useHere } from '../parts/page.js';
import { Answer, Empty } from '../parts/states.js';
import { DAILY } from '../queries/documents.js';
import { useAnswer } from '../use-answer.js';
import { useParameter } from '../use-address.js';
import { byline, longDate } from '../wording.js';

const DAY_MS = 86_400_000;
const MOST = 50;

/** The papers of a day, and the way to the days beside it. */
export function DayView() {
  const [date] = useParameter('date');
  const asked = useAnswer(DAILY, { date, first: MOST });
  const shown = date ?? asked.data?.dailyPapers.nodes[0]?.publishedOn ?? null;
  const title = shown ? `Papers of ${longDate(shown)}` : 'Papers of a day';
  useHere(title, title, shown ? `/day?date=${shown}` : '/day');
  return (
    <div className="page narrow">
      <Heading kind="Day">{title}</Heading>
      {shown && <DayLinks date={shown} />}
      <Answer asked={asked} label="papers of the day" lines={8}>
        {({ dailyPapers }) => (
          <>
            {dailyPapers.nodes.length === 0 && (
              <Empty>
                No paper of this graph appeared on this day. Go to the day before, or to{' '}
                <Link href="/day">the newest day with papers</Link>.
              </Empty>
            )}
            <ul className="daily">
              {dailyPapers.nodes.map((paper) => (
                <li key={paper.id}>
                  <Link href={paperPath(paper)} dir="auto">
                    {paper.title}
                  </Link>
                  <p className="facts" dir="auto">
                    {byline(paper.authors)}
                    {paper.upvotes !== null && ` · ${paper.upvotes} upvotes`}
                  </p>
                  {paper.summary && <p className="summary">{paper.summary}</p>}
                </li>
              ))}
            </ul>
            <p className="list-end">
              <ShowQuery document={DAILY} variables={{ date, first: MOST }} of="the papers of the day" />
            </p>
          </>
        )}
      </Answer>
    </div>
  );
}

function DayLinks({ date }: { date: string }) {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time)) return null;
  const day = (offset: number): string => new Date(time + offset * DAY_MS).toISOString().slice(0, 10);
  return (
    <p className="list-end">
      <Link href={`/day?date=${day(-1)}`}>The day before</Link>
      <Link href={`/day?date=${day(1)}`}>The day after</Link>
    </p>
  );
}
