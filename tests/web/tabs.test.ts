import {
  firstTabs,
  openLink,
  parseShown,
  parseTabs,
  shownNow,
  updateTabs,
  type Example,
  type StoredTabs,
} from '../../src/web/playground/tabs.js';

const example = (name: string, query = `# About ${name}.\nquery ${name} { stats { papers } }\n`): Example => ({
  name,
  query,
  variables: null,
});

const A = example('A');
const B = { ...example('B'), variables: '{ "ref": "1" }' };
const C = example('C');

const titles = ({ tabs }: StoredTabs): string[] => tabs.map(({ title }) => title);
const active = ({ tabs, activeTabIndex }: StoredTabs): string | undefined => tabs[activeTabIndex]?.title;

/** The state with one tab's query changed, as a visitor does it. */
const edited = (state: StoredTabs, index: number, query: string): StoredTabs => ({
  ...state,
  tabs: state.tabs.map((tab, at) => (at === index ? { ...tab, query } : tab)),
});

describe('the first visit', () => {
  it('opens a tab for each example, with the name of its operation', () => {
    const state = firstTabs([A, B]);
    expect(titles(state)).toEqual(['A', 'B']);
    expect(state.activeTabIndex).toBe(0);
    expect(state.tabs[1]).toMatchObject({ query: B.query, variables: B.variables, operationName: 'B', response: null });
    expect(new Set(state.tabs.map(({ id }) => id)).size).toBe(2);
  });

  it('opens a tab with a hint when there are no examples', () => {
    const { tabs } = firstTabs([]);
    expect(tabs).toHaveLength(1);
    expect(tabs[0]?.query).toMatch(/^# Write a query here/);
  });

  it.each([
    ['query Named($a: Int) { x }', 'Named'],
    ['# query NotThis\n{ x }', '<untitled>'],
    ['  mutation Change { x }', 'Change'],
    ['fragment F on T { x } \nsubscription Watch { x }', 'Watch'],
    ['', '<untitled>'],
  ])('names the tab of %j %s', (query, title) => {
    expect(titles(firstTabs([example('any', query)]))).toEqual([title]);
  });
});

describe('what was stored', () => {
  it('is read back', () => {
    const state = firstTabs([A, B]);
    expect(parseTabs(JSON.stringify({ ...state, activeTabIndex: 1 }))).toEqual({ ...state, activeTabIndex: 1 });
    const shown = shownNow([A, B]);
    expect(parseShown(JSON.stringify(shown))).toEqual(shown);
  });

  it.each([null, '', 'nonsense', 'null', '[]', '{}', '{"tabs":[]}', '{"tabs":[{"id":1}]}', '{"tabs":[null]}'])(
    'is not used when it is %j',
    (text) => {
      expect(parseTabs(text)).toBeNull();
    },
  );

  it.each([null, 'nonsense', 'null', '[1]', '"text"'])('names nothing shown when it is %j', (text) => {
    expect(parseShown(text)).toEqual({});
  });

  it.each([
    [7, 1],
    [-1, 0],
    [0.5, 0],
    ['1', 0],
    [undefined, 0],
  ])('has an active tab when it says %j', (activeTabIndex, expected) => {
    const text = JSON.stringify({ ...firstTabs([A, B]), activeTabIndex });
    expect(parseTabs(text)?.activeTabIndex).toBe(expected);
  });
});

describe('a later visit', () => {
  const stored = { ...firstTabs([A, B]), activeTabIndex: 1 };
  const shown = shownNow([A, B]);

  it('finds everything as it was', () => {
    expect(updateTabs(stored, shown, [A, B])).toEqual(stored);
  });

  it('gets an example that is new, behind its own tabs', () => {
    const state = updateTabs(stored, shown, [C, A, B]);
    expect(titles(state)).toEqual(['A', 'B', 'C']);
    expect(active(state)).toBe('B');
  });

  it('follows the change and the removal of an example that was not edited', () => {
    const changed = example('A', 'query Better { stats { topics } }');
    const state = updateTabs(stored, shown, [changed]);
    expect(titles(state)).toEqual(['Better']);
    expect(state.tabs[0]?.id).toBe(stored.tabs[0]?.id);
    expect(state.activeTabIndex).toBe(0);
  });

  it('keeps the visitor’s edits when their example changes or goes', () => {
    const mine = edited(stored, 0, 'query Mine { stats { authors } }');
    const state = updateTabs(mine, shown, [example('A', 'query Better { stats { topics } }'), B]);
    expect(state.tabs[0]?.query).toBe('query Mine { stats { authors } }');
    expect(titles(state)).toEqual(['A', 'B']);
    expect(updateTabs(mine, shown, [B]).tabs).toEqual(mine.tabs);
  });

  it('leaves an example closed that the visitor closed', () => {
    const closed = { tabs: stored.tabs.slice(1), activeTabIndex: 0 };
    expect(titles(updateTabs(closed, shown, [A, B]))).toEqual(['B']);
  });

  it('starts over when no tab is left', () => {
    const onlyA = { tabs: stored.tabs.slice(0, 1), activeTabIndex: 0 };
    expect(titles(updateTabs(onlyA, shown, [B, C]))).toEqual(['C']);
    expect(titles(updateTabs(onlyA, shown, [B]))).toEqual(['B']);
  });

  it('shows no example twice when what was shown is forgotten', () => {
    expect(titles(updateTabs(stored, {}, [A, B, C]))).toEqual(['A', 'B', 'C']);
  });

  it('takes empty variables for none, as the editor stores them', () => {
    const emptied = { ...stored, tabs: stored.tabs.map((tab) => ({ ...tab, variables: tab.variables ?? '' })) };
    expect(titles(updateTabs(emptied, shown, [B]))).toEqual(['B']);
  });
});

describe('a link', () => {
  const link = { query: 'query Linked { stats { papers } }', variables: null, operationName: null };

  it('opens in a tab of its own, in front', () => {
    const state = openLink(firstTabs([A, B]), link);
    expect(titles(state)).toEqual(['A', 'B', 'Linked']);
    expect(active(state)).toBe('Linked');
  });

  it('goes to the tab that holds the same', () => {
    const once = openLink(firstTabs([A, B]), link);
    const twice = openLink({ ...once, activeTabIndex: 0 }, link);
    expect(twice).toEqual(once);
    expect(active(openLink(firstTabs([A, B]), { ...link, query: B.query, variables: B.variables }))).toBe('B');
  });

  it('opens again for other variables or another operation', () => {
    const once = openLink(firstTabs([A]), link);
    expect(openLink(once, { ...link, variables: '{}' }).tabs).toHaveLength(3);
    const named = openLink(once, { ...link, operationName: 'Other' });
    expect(named.tabs[2]).toMatchObject({ title: 'Other', operationName: 'Other' });
  });
});
