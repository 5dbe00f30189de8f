import { ask, dataOf } from '../support/ask.js';
import { describeSeeded } from '../support/seeded.js';

describeSeeded('refs', (engine) => {
  it.each([
    '2410.15460',
    'arXiv:2410.15460v2',
    ' arxiv: 2410.15460 ',
    'arxiv:2410.15460',
    'https://arxiv.org/abs/2410.15460v1',
    'https://arxiv.org/pdf/2410.15460.pdf',
    'http://export.arxiv.org/abs/2410.15460',
    'https://huggingface.co/papers/2410.15460',
    '10.48550/arXiv.2410.15460',
    'https://doi.org/10.48550/ARXIV.2410.15460',
    'Hallucination Detox: Sensitive Neuron Dropout (SeND) for Large Language Model Training',
    'hallucination detox  sensitive neuron dropout send for large language model training',
  ])('finds the paper by %j', async (ref) => {
    const { paper } = await dataOf<{ paper: { arxivId: string } | null }>(
      engine.graph(),
      'query ($ref: String!) { paper(ref: $ref) { arxivId } }',
      { ref },
    );
    expect(paper?.arxivId).toBe('2410.15460');
  });

  it('finds a paper by its global id, and by every identifier it lists', async () => {
    const { paper } = await dataOf<{ paper: { id: string; identifiers: string[] } }>(
      engine.graph(),
      '{ paper(ref: "1706.03762") { id identifiers } }',
    );
    for (const ref of [paper.id, ...paper.identifiers]) {
      const again = await dataOf<{ paper: { id: string } }>(
        engine.graph(),
        'query ($ref: String!) { paper(ref: $ref) { id } }',
        { ref },
      );
      expect(again.paper.id).toBe(paper.id);
    }
  });

  it.each(['LoRA', 'lora', 'low-rank adaptation', 'Low Rank Adaptation', 'LOW-RANK-ADAPTATION'])(
    'finds the technique by %j',
    async (ref) => {
      const { technique } = await dataOf<{ technique: { slug: string } | null }>(
        engine.graph(),
        'query ($ref: String!) { technique(ref: $ref) { slug } }',
        { ref },
      );
      expect(technique?.slug).toBe('low-rank-adaptation');
    },
  );

  it.each(['cs.LG', 'cs-lg', 'CS LG'])('finds the topic by %j', async (ref) => {
    const { topic } = await dataOf<{ topic: { slug: string } | null }>(
      engine.graph(),
      'query ($ref: String!) { topic(ref: $ref) { slug } }',
      { ref },
    );
    expect(topic?.slug).toBe('cs-lg');
  });

  it('finds an author by name, and answers null for what is not here', async () => {
    const data = await dataOf<Record<string, unknown>>(
      engine.graph(),
      `{ author(ref: "yoshua bengio") { name } a: author(ref: "Nobody Known Here") { name } b: paper(ref: "9999.99999") { title }
         c: topic(ref: "no such topic") { name } d: technique(ref: "no such technique") { name } e: author(ref: "0000-0002-1825-0097") { name } }`,
    );
    expect(data).toEqual({ author: { name: 'Yoshua Bengio' }, a: null, b: null, c: null, d: null, e: null });
  });

  it.each([
    ['{ paper(ref: "") { title } }', 'must not be empty'],
    ['{ paper(ref: "???") { title } }', 'neither letters nor digits'],
    ['{ paper(ref: "arXiv:24.1") { title } }', 'is not an arXiv id'],
    ['{ paper(ref: "doi:nothing") { title } }', 'is not a DOI'],
    ['{ paper(ref: "https://example.org/a-paper") { title } }', 'does not lead to a paper'],
    ['{ paper(ref: "https://arxiv.org/list/cs.LG/recent") { title } }', 'does not lead to a paper'],
    [`{ paper(ref: "${'x'.repeat(1001)}") { title } }`, 'at most 1000 characters'],
    ['{ author(ref: "0000-0002-1825-0098") { name } }', 'last digit does not check'],
    ['{ topic(ref: "  ") { name } }', 'must not be empty'],
    ['{ technique(ref: "--") { name } }', 'neither letters nor digits'],
    ['{ node(id: "abc") { id } }', 'is not a global id'],
  ])('tells what is wrong with %s', async (query, message) => {
    const { errors } = await ask(engine.graph(), query);
    expect(errors?.[0]?.message).toContain(message);
    expect(errors?.[0]?.message).toContain('Expected:');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('refuses the id of another type', async () => {
    const { technique } = await dataOf<{ technique: { id: string } }>(
      engine.graph(),
      '{ technique(ref: "dropout") { id } }',
    );
    const { errors } = await ask(engine.graph(), 'query ($ref: String!) { paper(ref: $ref) { title } }', {
      ref: technique.id,
    });
    expect(errors?.[0]?.message).toContain('is the id of a Technique');
  });

  it('loads nodes of every type in the given order, null where one is not here', async () => {
    const ids = await dataOf<Record<string, { id: string }>>(
      engine.graph(),
      '{ p: paper(ref: "1706.03762") { id } t: topic(ref: "pruning") { id } q: technique(ref: "dropout") { id } a: author(ref: "Kaiming He") { id } }',
    );
    const gone = Buffer.from('Paper:arxiv:0000.00000').toString('base64url');
    const { nodes } = await dataOf<{ nodes: ({ __typename: string } | null)[] }>(
      engine.graph(),
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
      { ids: [ids['a']!.id, gone, ids['q']!.id, ids['t']!.id, ids['p']!.id] },
    );
    expect(nodes.map((node) => node?.__typename ?? null)).toEqual(['Author', null, 'Technique', 'Topic', 'Paper']);
  });
});
