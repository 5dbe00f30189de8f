import fc from 'fast-check';
import { placeLabels, overlap, type LabelWish } from '../../src/web/explorer/drawing/labels.js';
import { fraction, layOut, nextInDirection } from '../../src/web/explorer/drawing/layout.js';
import type { DrawnGraph } from '../../src/web/explorer/drawing/model.js';
import { placeTimeline } from '../../src/web/explorer/timeline.js';
import { byline, cut, percent, shortTitle, shortTopic } from '../../src/web/explorer/wording.js';
import { extend } from '../../src/web/explorer/way.js';

const graph = (size: number, center?: string): DrawnGraph => ({
  center,
  nodes: Array.from({ length: size }, (_, at) => ({
    id: `n${at}`,
    label: `Node ${at}`,
    title: `Node ${at}`,
    detail: '',
    radius: 6,
    color: '--text',
    path: '/',
    distance: at / size,
    importance: at,
  })),
  edges: Array.from({ length: size - 1 }, (_, at) => ({
    source: `n${Math.floor(at / 2)}`,
    target: `n${at + 1}`,
    width: 1,
    color: '--line',
    title: '',
    pull: 0.5,
  })),
});

describe('the layout of a graph', () => {
  it.each([undefined, 'n0'])('is the same each time, and no node lies on another (center %s)', (center) => {
    const once = layOut(graph(50, center));
    expect(layOut(graph(50, center))).toEqual(once);
    const places = [...once.values()];
    expect(places).toHaveLength(50);
    for (const [at, one] of places.entries())
      for (const other of places.slice(at + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(12);
  });

  it('puts the middle in the middle and what is more related nearer', () => {
    const places = layOut(graph(30, 'n0'));
    const far = (id: string): number => Math.hypot(places.get(id)?.x ?? 0, places.get(id)?.y ?? 0);
    expect(far('n0')).toBe(0);
    expect(far('n3')).toBeLessThan(far('n15'));
    expect(far('n15')).toBeLessThan(far('n29'));
  });

  it('keeps what is held', () => {
    const held = new Map([['n4', { x: 77, y: -3 }]]);
    expect(layOut(graph(12), held).get('n4')).toEqual({ x: 77, y: -3 });
  });

  it('ignores edges without both ends', () => {
    const odd = {
      ...graph(3),
      edges: [{ source: 'n0', target: 'gone', width: 1, color: '--line', title: '', pull: 1 }],
    };
    expect(layOut(odd).size).toBe(3);
  });

  it('draws fractions from 0 to 1, far apart for near texts', () => {
    const drawn = Array.from({ length: 1000 }, (_, at) => fraction(`paper ${at}`));
    expect(drawn.every((each) => each >= 0 && each < 1)).toBe(true);
    expect(new Set(drawn.map((each) => Math.floor(each * 20))).size).toBe(20);
  });
});

describe('the arrow keys', () => {
  const places = new Map([
    ['middle', { x: 0, y: 0 }],
    ['right', { x: 50, y: 10 }],
    ['far right', { x: 90, y: 0 }],
    ['up', { x: 5, y: -40 }],
  ]);

  it('lead to the nearest node that way', () => {
    expect(nextInDirection(places, 'middle', [1, 0])).toBe('right');
    expect(nextInDirection(places, 'middle', [0, -1])).toBe('up');
    expect(nextInDirection(places, 'middle', [-1, 0])).toBeUndefined();
    expect(nextInDirection(places, 'gone', [1, 0])).toBeUndefined();
  });
});

describe('labels', () => {
  it('never overlap, nor leave the frame, nor cover what lies over the picture', () => {
    const frame = { left: 0, top: 0, right: 600, bottom: 400 };
    const tools = { left: 480, top: 360, right: 600, bottom: 400 };
    const wish = fc.record({
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 400 }),
      width: fc.integer({ min: 10, max: 200 }),
      radius: fc.integer({ min: 3, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), (places) => {
        const wishes = places.map((place, at): LabelWish => ({ ...place, id: `n${at}`, text: `n${at}`, must: false }));
        const placed = placeLabels(wishes, frame, [tools]);
        for (const [at, { box }] of placed.entries()) {
          expect(box.left >= 0 && box.top >= 0 && box.right <= 600 && box.bottom <= 400).toBe(true);
          expect(overlap(box, tools)).toBe(false);
          expect(placed.slice(at + 1).some((other) => overlap(box, other.box))).toBe(false);
        }
      }),
    );
  });

  it('show the one under the pointer in any case', () => {
    const wish = { text: 'a', x: 590, y: 5, radius: 5, width: 300, must: true };
    const frame = { left: 0, top: 0, right: 600, bottom: 100 };
    const [label] = placeLabels([{ ...wish, id: 'one' }], frame);
    expect(label?.box.left).toBeGreaterThanOrEqual(0);
    expect(label?.box.right).toBeLessThanOrEqual(600);
  });
});

describe('a timeline', () => {
  const technique = (id: string, introducedYear: number | null) => ({
    id,
    slug: id,
    name: id,
    introducedYear,
    paperCount: 1,
  });
  const edge = (parent: string, child: string) => ({ parent: { id: parent }, child: { id: child } });
  const measure = (text: string): number => text.length * 8;

  it('stands by year, the unknown at the left, with labels that never overlap', () => {
    const years = [null, null, 2012, 2014, 2014, 2015, 2015, 2015, 2019, 2024, 2024];
    const techniques = years.map((year, at) => technique(`technique number ${at}`, year));
    const { dots, ticks } = placeTimeline(techniques, [], 'technique number 2', 700, measure);
    for (const [at, one] of dots.entries()) {
      for (const other of dots.slice(at + 1)) {
        const [a, b] = [one, other].map(({ x, isLeft, label }) => ({
          left: isLeft ? x - 12 - measure(label) : x - 12,
          right: isLeft ? x + 12 : x + 12 + measure(label),
        }));
        expect(one.lane === other.lane && a!.left < b!.right && b!.left < a!.right).toBe(false);
        const [before, after] = [one.technique.introducedYear ?? 0, other.technique.introducedYear ?? 0];
        expect(before < after && one.x >= other.x).toBe(false);
      }
    }
    expect(ticks[0]?.year).toBe(2012);
    expect(ticks.at(-1)?.year).toBe(2024);
  });

  it('tells what it came from and what grew out of it', () => {
    const { dots } = placeTimeline(
      ['a', 'b', 'c', 'd'].map((id, at) => technique(id, 2000 + at)),
      [edge('a', 'b'), edge('b', 'c'), edge('c', 'd'), edge('d', 'a')],
      'b',
      700,
      measure,
    );
    expect(Object.fromEntries(dots.map(({ technique: { id }, kin }) => [id, kin]))).toMatchObject({
      a: 'ancestor',
      b: 'self',
    });
  });

  it('stands where no year or one year alone is known', () => {
    expect(placeTimeline([technique('a', null)], [], 'a', 700, measure).ticks).toEqual([]);
    expect(placeTimeline([technique('a', 2020)], [], 'a', 700, measure).ticks).toHaveLength(1);
  });
});

describe('wording', () => {
  it.each([
    ['LoRA: Low-Rank Adaptation of Large Language Models', 'LoRA'],
    ['Adam', 'Adam'],
    ['Measuring the Intrinsic Dimension of Objective Landscapes', 'Measuring the Intrinsic Dimension…'],
  ])('shortens %j', (title, short) => {
    expect(shortTitle(title)).toBe(short);
  });

  it('knows classes of arXiv by their codes', () => {
    expect(shortTopic('cs.LG: Machine Learning')).toBe('cs.LG');
    expect(shortTopic('Pruning')).toBe('Pruning');
  });

  it('cuts a word that has no end', () => {
    expect(cut('a'.repeat(50), 10)).toBe(`${'a'.repeat(10)}…`);
  });

  it('calls nothing 0% that is there', () => {
    expect([0, 0.001, 0.5, 1].map(percent)).toEqual(['0%', '<1%', '50%', '100%']);
  });

  it('names two authors, or the first and how many more', () => {
    const nodes = [{ name: 'A. One' }, { name: 'B. Two' }];
    expect(byline({ nodes: [], totalCount: 0 })).toBe('');
    expect(byline({ nodes: nodes.slice(0, 1), totalCount: 1 })).toBe('A. One');
    expect(byline({ nodes, totalCount: 2 })).toBe('A. One and B. Two');
    expect(byline({ nodes, totalCount: 94 })).toBe('A. One and 93 others');
  });
});

describe('the way walked', () => {
  it('grows by each place, and shrinks when one goes back', () => {
    const way = ['/a', '/b', '/c'].reduce<ReturnType<typeof extend>>(
      (trail, path) => extend(trail, { path, label: path }),
      [],
    );
    expect(way.map(({ path }) => path)).toEqual(['/a', '/b', '/c']);
    expect(extend(way, { path: '/a', label: 'A' })).toEqual([{ path: '/a', label: 'A' }]);
    const long = Array.from({ length: 20 }, (_, at) => at).reduce<ReturnType<typeof extend>>(
      (trail, at) => extend(trail, { path: `/${at}`, label: '' }),
      [],
    );
    expect(long).toHaveLength(6);
  });
});
