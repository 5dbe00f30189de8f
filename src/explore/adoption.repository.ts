import { statement, type Graph, type ReadOptions } from '../graph/graph.js';
import type { AdoptionUnit, PeriodCount } from './adoption-curve.js';

interface OwnedCount extends PeriodCount {
  readonly id: string;
}

interface Total {
  readonly period: string;
  readonly papers: number;
}

/** Digits of `2024` and `2024-07` at the start of a sort date. */
const LENGTHS: Readonly<Record<AdoptionUnit, number>> = { YEAR: 4, MONTH: 7 };

const PERIOD = `CASE WHEN size(p.sortDate) >= $length THEN substring(p.sortDate, 0, $length) ELSE '' END`;

const OF_TECHNIQUES = statement<OwnedCount>(
  'adoption of techniques',
  `UNWIND $ids AS id
MATCH (:Technique {id: id})<-[r:APPLIES]-(p:Paper) WHERE p.stub = false
WITH id, r.role AS role, ${PERIOD} AS period
WITH id, role, period, count(*) AS papers
RETURN id, role, period, papers`,
);

const OF_TOPICS = statement<OwnedCount & { role: null }>(
  'adoption of topics',
  `UNWIND $ids AS id
MATCH (:Topic {id: id})<-[r:ABOUT]-(p:Paper) WHERE p.stub = false
WITH id, ${PERIOD} AS period
WITH id, period, count(*) AS papers
RETURN id, null AS role, period, papers`,
);

const TOTALS = statement<Total>(
  'papers per period',
  `MATCH (p:Paper) WHERE p.stub = false
WITH ${PERIOD} AS period
WITH period, count(*) AS papers
RETURN period, papers`,
);

/** Counts the papers of techniques, of topics and of the whole graph by period. */
export class AdoptionRepository {
  constructor(
    private readonly graph: Graph,
    private readonly options?: ReadOptions,
  ) {}

  async ofTechniques(ids: readonly string[], unit: AdoptionUnit): Promise<Map<string, PeriodCount[]>> {
    return byOwner(await this.graph.read(OF_TECHNIQUES, { ids, length: LENGTHS[unit] }, this.options));
  }

  async ofTopics(ids: readonly string[], unit: AdoptionUnit): Promise<Map<string, PeriodCount[]>> {
    return byOwner(await this.graph.read(OF_TOPICS, { ids, length: LENGTHS[unit] }, this.options));
  }

  /** All papers by period; those of an unknown one are left out. */
  async totals(unit: AdoptionUnit): Promise<Map<string, number>> {
    const rows = await this.graph.read(TOTALS, { length: LENGTHS[unit] }, this.options);
    return new Map(rows.filter(({ period }) => period !== '').map(({ period, papers }) => [period, papers]));
  }
}

function byOwner(rows: readonly OwnedCount[]): Map<string, PeriodCount[]> {
  const counts = new Map<string, PeriodCount[]>();
  for (const { id, ...count } of rows) {
    const known = counts.get(id);
    if (known === undefined) counts.set(id, [count]);
    else known.push(count);
  }
  return counts;
}
