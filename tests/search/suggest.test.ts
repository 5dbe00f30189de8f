import { ask, counting, dataOf } from '../support/ask.js';
import { describeSeeded } from '../support/seeded.js';

interface Suggested {
  readonly suggest: readonly {
    readonly text: string;
    readonly type: 'PAPER' | 'AUTHOR' | 'TOPIC' | 'TECHNIQUE';
    readonly ref: string;
    readonly detail: string | null;
    readonly alias: string | null;
    readonly corrected: boolean;
    readonly matched: readonly { start: number; end: number }[];
    readonly node: { id: string } | null;
  }[];
}

const SUGGEST = `query ($prefix: String!, $types: [SearchType!], $first: Int! = 8) {
  suggest(prefix: $prefix, types: $types, first: $first) {
    text type ref detail alias corrected matched { start end } node { id }
  }
}`;

describeSeeded('suggest', (engine) => {
  const suggest = async (prefix: string, more: object = {}): Promise<Suggested['suggest']> =>
    (await dataOf<Suggested>(engine.graph(), SUGGEST, { prefix, ...more })).suggest;

  it('finds a technique by its name, whole or begun, whatever the case', async () => {
    for (const prefix of ['LoRA', 'lora', 'lor', ' Lora!'])
      expect((await suggest(prefix))[0]).toMatchObject({
        text: 'Low-rank adaptation',
        type: 'TECHNIQUE',
        corrected: false,
      });
  });

  it('finds by an alias, and says which', async () => {
    const [best] = await suggest('lora');
    expect(best).toMatchObject({ text: 'Low-rank adaptation', alias: 'LoRA', matched: [] });
    expect((await suggest('low-rank adap'))[0]).toMatchObject({ text: 'Low-rank adaptation', alias: null });
  });

  it('finds any word of a name or title, also begun, in any order', async () => {
    const authors = await suggest('hint', { types: ['AUTHOR'] });
    expect(authors.map(({ text }) => text)).toContain('Geoffrey Hinton');
    const titles = await suggest('overfitting dropout', { types: ['PAPER'] });
    expect(titles[0]).toMatchObject({ text: 'Dropout: A Simple Way to Prevent Neural Networks from Overfitting' });
  });

  it.each([
    ['drpoout', 'Dropout'],
    ['tranformer', 'Transformer'],
    ['knowlege distilation', 'Knowledge distillation'],
  ])('forgives typing errors: %s', async (typed, meant) => {
    const found = await suggest(typed);
    expect(found.filter(({ corrected }) => corrected).map(({ text }) => text.toLowerCase())).toContain(
      meant.toLowerCase(),
    );
  });

  it('marks what was typed', async () => {
    const [best] = await suggest('dropout a sim', { types: ['PAPER'] });
    expect(best?.matched.map(({ start, end }) => best.text.slice(start, end))).toEqual(['Dropout', 'A', 'Sim']);
  });

  it('tells how many papers there are, or who wrote one and when', async () => {
    expect((await suggest('lora', { types: ['TECHNIQUE'] }))[0]?.detail).toMatch(/^\d+ papers?$/);
    expect((await suggest('dropout a simple way'))[0]?.detail).toBe('Srivastava et al., 2014');
  });

  it('gives refs that lead to the node, of every kind', async () => {
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
      for (const { type, ref, node } of await suggest(letter, { first: 50 })) {
        const field = type.toLowerCase();
        const data = await dataOf<Record<string, unknown>>(
          engine.graph(),
          `query ($ref: String!) { ${field}(ref: $ref) { id } }`,
          { ref },
        );
        expect(data).toEqual({ [field]: node });
      }
    }
  });

  it.each(['', '   ', '?!*', '"', '~', '😀', 'zzzzzzzzqqq', 'مرحبا'])('has nothing for %j', async (prefix) => {
    expect(await suggest(prefix)).toEqual([]);
  });

  it.each([
    { variables: { prefix: 'a', first: -1 }, argument: 'first' },
    { variables: { prefix: 'a', first: 51 }, argument: 'first' },
    { variables: { prefix: 'a'.repeat(201) }, argument: 'prefix' },
  ])('refuses $argument', async ({ variables, argument }) => {
    const { errors } = await ask(engine.graph(), SUGGEST, variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  it('reads nothing of the graph once the names are known, and one byline for all papers', async () => {
    const { graph, reads } = counting(engine.graph());
    await dataOf(graph, '{ suggest(prefix: "d") { text } }');
    const before = [...reads.values()].reduce((sum, count) => sum + count, 0);
    await dataOf(graph, '{ suggest(prefix: "d", types: [PAPER]) { text detail } }');
    const after = [...reads.values()].reduce((sum, count) => sum + count, 0);
    expect(after - before).toBeLessThanOrEqual(2);
    expect(reads.get('first authors of papers')).toBe(1);
  });
});
