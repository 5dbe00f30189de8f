import type { PaperInput } from '../../src/ingest/record.js';
import { ask, counting, dataOf } from '../support/ask.js';
import { describeEachEngine } from '../support/engines.js';
import { describeSeeded } from '../support/seeded.js';
import { loadAll, paperNamed } from './time-records.js';

interface Daily {
  readonly totalCount: number;
  readonly nodes: readonly { readonly title: string; readonly upvotes: number | null }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const FIELDS = 'totalCount nodes { title upvotes } pageInfo { hasNextPage endCursor }';

const DAY = '2024-10-22';

/** Loaded in an order that is not the wanted one. */
const PAPERS: readonly PaperInput[] = [
  paperNamed('Delta', { publishedOn: DAY }),
  paperNamed('Beta', { publishedOn: DAY, upvotes: 7 }),
  paperNamed('Gamma', { publishedOn: DAY, upvotes: 0 }),
  paperNamed('Alpha', { publishedOn: DAY, upvotes: 7 }),
  paperNamed('Epsilon', { publishedOn: DAY }),
  paperNamed('Omega', { publishedOn: DAY, upvotes: 40 }),
  paperNamed('Yesterday', { publishedOn: '2024-10-21', upvotes: 99 }),
  paperNamed('Sometime', { year: 2024, upvotes: 99 }),
  paperNamed('Later', { year: 2025 }),
  paperNamed('Undated', {}),
];

const names = ({ nodes }: Daily): string[] => nodes.map(({ title }) => title.split(' ')[0]!);

describeEachEngine('daily papers', (engine) => {
  const daily = async (args = ''): Promise<Daily> =>
    (await dataOf<{ dailyPapers: Daily }>(engine.graph(), `{ dailyPapers${args} { ${FIELDS} } }`)).dailyPapers;

  it('are none in an empty graph, and none where no paper has a day', async () => {
    const none = { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    expect(await daily()).toEqual(none);
    await loadAll(engine.graph(), { papers: [paperNamed('Sometime', { year: 2024 })] });
    expect(await daily()).toEqual(none);
    expect(await daily('(date: "2024-01-01")')).toEqual(none);
    await engine.clear();
  });

  describe('of a day', () => {
    beforeAll(async () => {
      await loadAll(engine.graph(), { papers: PAPERS });
    });

    it('are those of the newest day, most upvoted first, ties by id, unknown last', async () => {
      const found = await daily();
      expect(names(found)).toEqual(['Omega', 'Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon']);
      expect(found.nodes.map(({ upvotes }) => upvotes)).toEqual([40, 7, 7, 0, null, null]);
      expect(found.totalCount).toBe(6);
      expect(await daily(`(date: "${DAY}")`)).toEqual(found);
    });

    it('are those of the given day and no other', async () => {
      expect(names(await daily('(date: "2024-10-21")'))).toEqual(['Yesterday']);
      expect(await daily('(date: "2024-10-20")')).toMatchObject({ totalCount: 0, nodes: [] });
    });

    it.each([1, 2, 4])('come in pages of %i that add up', async (size) => {
      const walked: string[] = [];
      let page = await daily(`(first: ${size})`);
      for (;;) {
        walked.push(...names(page));
        expect(page.totalCount).toBe(6);
        if (!page.pageInfo.hasNextPage) break;
        page = await daily(`(first: ${size}, after: "${page.pageInfo.endCursor!}")`);
      }
      expect(walked).toEqual(['Omega', 'Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon']);
    });
  });
});

describeSeeded('daily papers of the seeds', (engine) => {
  it('are those of 29 May 2025, at two reads', async () => {
    const { graph, reads } = counting(engine.graph());
    const { dailyPapers } = await dataOf<{ dailyPapers: { nodes: { publishedOn: string }[] } }>(
      graph,
      '{ dailyPapers { nodes { publishedOn } } }',
    );
    expect(dailyPapers.nodes.map(({ publishedOn }) => publishedOn)).toEqual(['2025-05-29']);
    expect([...reads.values()]).toEqual([1, 1]);
  });

  it.each([
    ['first: 101', 'first', /from 0 to 100/],
    ['first: -1', 'first', /from 0 to 100/],
    ['after: "x"', 'after', /cursor/],
  ])('refuse %s', async (args, argument, message) => {
    const { errors } = await ask(engine.graph(), `{ dailyPapers(${args}) { totalCount } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(errors![0]!.message).toMatch(message);
  });

  it('refuse what is no day', async () => {
    const { errors } = await ask(engine.graph(), '{ dailyPapers(date: "2025-02-30") { totalCount } }');
    expect(errors![0]!.message).toMatch(/YYYY-MM-DD/);
  });
});
