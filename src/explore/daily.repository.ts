import { statement, type Graph, type ReadOptions } from '../graph/graph.js';

interface NewestRow {
  readonly day: string | null;
  readonly date: string | null;
}

const NEWEST = statement<NewestRow>(
  'newest day',
  `MATCH (p:Paper) WHERE p.stub = false
WITH p.sortDate AS date, CASE WHEN size(p.sortDate) = 10 THEN p.sortDate ELSE '' END AS day
RETURN max(day) AS day, max(date) AS date`,
);

/** How far the papers of the graph reach. */
export interface Newest {
  /** The newest day on which a paper appeared; null where no paper's day is known. */
  readonly day: string | null;
  /** That day, else the last one of the newest year; null where no paper has a date. */
  readonly end: string | null;
}

/** Reads which days have papers. */
export class DailyRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  async newest(): Promise<Newest> {
    const [row] = await this.graph.read(NEWEST, {}, this.options);
    const day = row?.day ?? '';
    const date = row?.date ?? '';
    if (day !== '') return { day, end: day };
    return { day: null, end: date === '' ? null : `${date.slice(0, 4)}-12-31` };
  }
}
