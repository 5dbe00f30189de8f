import { examples } from './examples.js';
import { readLink } from './link.js';
import { openStorage, type KeyValueStorage } from './storage.js';
import { firstTabs, openLink, parseShown, parseTabs, shownNow, updateTabs, type StoredTab } from './tabs.js';

/** What the playground starts from. */
export interface Session {
  readonly storage: KeyValueStorage;
  readonly activeTab: StoredTab;
  readonly persistHeaders: boolean;
}

const TABS_KEY = 'graphiql:tabState';
const PERSIST_HEADERS_KEY = 'graphiql:shouldPersistHeaders';
const SHOWN_KEY = 'shown-examples';
const SPLIT_KEY = 'graphiql:secondaryEditorFlex';

/** The height of the query over that of its variables, for examples of one screen with few variables. */
const SPLIT = 4;

/** Writes a value; a full storage costs the visitor nothing but the memory of this visit. */
function tryToStore(storage: KeyValueStorage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch (error) {
    console.warn('The tabs could not be stored.', error);
  }
}

/**
 * Prepares the tabs in storage before GraphiQL reads them: the examples on a first visit, the
 * visitor's own tabs later on, and the query of a link in front.
 */
export function startSession(): Session {
  const storage = openStorage('related-work:', () => localStorage);
  const stored = parseTabs(storage.getItem(TABS_KEY));
  let state = stored ? updateTabs(stored, parseShown(storage.getItem(SHOWN_KEY)), examples) : firstTabs(examples);

  const link = readLink(location.search);
  if (link) {
    state = openLink(state, link);
    // A reload must bring back the visitor's edits, not the link once more.
    history.replaceState(null, '', location.pathname + location.hash);
  }

  tryToStore(storage, TABS_KEY, state);
  tryToStore(storage, SHOWN_KEY, shownNow(examples));
  if (storage.getItem(SPLIT_KEY) === null) tryToStore(storage, SPLIT_KEY, SPLIT);
  const activeTab = state.tabs[state.activeTabIndex];
  if (!activeTab) throw new Error('The stored tabs have no active one.');
  return {
    storage,
    activeTab,
    persistHeaders: storage.getItem(PERSIST_HEADERS_KEY) === 'true',
  };
}
