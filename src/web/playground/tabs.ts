import type { LinkedQuery } from './link.js';

/** An operation that the playground offers in a tab of its own. */
export interface Example {
  /** The file name without its extension; it orders the tabs and names the example across releases. */
  readonly name: string;
  readonly query: string;
  /** The variables as JSON text. */
  readonly variables: string | null;
}

/** A tab as GraphiQL keeps it in storage. */
export interface StoredTab {
  id: string;
  title: string;
  query: string | null;
  variables: string | null;
  headers: string | null;
  operationName: string | null;
  response: string | null;
}

/** All tabs as GraphiQL keeps them in storage. */
export interface StoredTabs {
  activeTabIndex: number;
  tabs: StoredTab[];
}

/** The fingerprint of each example that a visitor was shown, by the example's name. */
export type Shown = Record<string, string>;

interface Content {
  query: string | null;
  variables: string | null;
}

const UNTITLED = '<untitled>';

const BLANK: Content = {
  query: '# Write a query here and press the Execute button.\n\n{\n  __typename\n}\n',
  variables: null,
};

/** A short fingerprint of what a tab or an example holds (FNV-1a, 32 bit). */
function fingerprint({ query, variables }: Content): string {
  let hash = 0x811c9dc5;
  for (const character of `${query ?? ''}\0${variables ?? ''}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/** The name of the first operation in a document. */
function operationNameOf(query: string | null): string | null {
  return /^\s*(?:query|mutation|subscription)\s+(\w+)/m.exec(query ?? '')?.[1] ?? null;
}

function newTab({ query, variables }: Content, operationName = operationNameOf(query)): StoredTab {
  return {
    id: `tab-${Math.random().toString(36).slice(2)}`,
    title: operationName ?? UNTITLED,
    query,
    variables,
    headers: null,
    operationName,
    response: null,
  };
}

function isTab(value: unknown): value is StoredTab {
  const tab = value as Partial<Record<keyof StoredTab, unknown>> | null;
  const isText = (field: unknown) => field === null || typeof field === 'string';
  return (
    typeof tab === 'object' &&
    typeof tab?.id === 'string' &&
    typeof tab.title === 'string' &&
    isText(tab.query) &&
    isText(tab.variables) &&
    isText(tab.headers) &&
    isText(tab.operationName) &&
    isText(tab.response)
  );
}

/** Reads JSON that this page or GraphiQL stored earlier; null when it is missing or damaged. */
function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Reads the stored tabs; null when there are none that can be used. */
export function parseTabs(text: string | null): StoredTabs | null {
  const state = parse(text) as Partial<StoredTabs> | null;
  if (!Array.isArray(state?.tabs) || state.tabs.length === 0 || !state.tabs.every(isTab)) {
    return null;
  }
  const active = Number.isInteger(state.activeTabIndex) ? Number(state.activeTabIndex) : 0;
  return {
    tabs: state.tabs,
    activeTabIndex: Math.min(Math.max(active, 0), state.tabs.length - 1),
  };
}

/** Reads which examples the visitor was shown before. */
export function parseShown(text: string | null): Shown {
  const shown = parse(text);
  return typeof shown === 'object' && shown !== null && !Array.isArray(shown) ? (shown as Shown) : {};
}

/** What to remember of the examples that are shown now. */
export function shownNow(examples: readonly Example[]): Shown {
  return Object.fromEntries(examples.map((example) => [example.name, fingerprint(example)]));
}

/** The tabs of a first visit: one for each example. */
export function firstTabs(examples: readonly Example[]): StoredTabs {
  const contents: readonly Content[] = examples.length > 0 ? examples : [BLANK];
  return { tabs: contents.map((content) => newTab(content)), activeTabIndex: 0 };
}

/**
 * Brings the tabs of a returning visitor up to date with the examples. A tab that still holds an
 * example as it was shown follows that example's change or removal; a tab with the visitor's own edits
 * stays; an example that is new gets a tab, unless one holds it already (what was shown is forgotten when
 * the visitor clears the storage); an example whose tab was closed stays closed.
 */
export function updateTabs(stored: StoredTabs, shown: Shown, examples: readonly Example[]): StoredTabs {
  const byName = new Map(examples.map((example) => [example.name, example]));
  const nameOf = new Map(Object.entries(shown).map(([name, print]) => [print, name]));
  const activeId = stored.tabs[stored.activeTabIndex]?.id;

  const kept = stored.tabs.flatMap((tab) => {
    const name = nameOf.get(fingerprint(tab));
    if (name === undefined) {
      return [tab];
    }
    const example = byName.get(name);
    if (!example) {
      return [];
    }
    return fingerprint(example) === shown[name] ? [tab] : [{ ...newTab(example), id: tab.id }];
  });
  const present = new Set(kept.map(fingerprint));
  const added = examples
    .filter((example) => !Object.hasOwn(shown, example.name) && !present.has(fingerprint(example)))
    .map((example) => newTab(example));
  const tabs = [...kept, ...added];

  return tabs.length === 0
    ? firstTabs(examples)
    : {
        tabs,
        activeTabIndex: Math.max(
          tabs.findIndex((tab) => tab.id === activeId),
          0,
        ),
      };
}

/** Opens a linked query in a new tab, or goes to the tab that already holds the same. */
export function openLink(state: StoredTabs, link: LinkedQuery): StoredTabs {
  const same = state.tabs.findIndex(
    (tab) =>
      fingerprint(tab) === fingerprint(link) &&
      (link.operationName === null || link.operationName === tab.operationName),
  );
  return same >= 0
    ? { ...state, activeTabIndex: same }
    : {
        tabs: [...state.tabs, newTab(link, link.operationName ?? undefined)],
        activeTabIndex: state.tabs.length,
      };
}
