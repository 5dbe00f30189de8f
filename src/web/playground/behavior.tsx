import { isMacOs, useGraphiQL, useGraphiQLActions, useMonaco, type MonacoEditor } from '@graphiql/react';
import { useEffect, useRef, useState } from 'react';
import { defineEditorThemes } from './theme.js';

/** Where the page changes to the layout for narrow screens; `style.css` has the same number. */
export const narrowScreen = matchMedia('(max-width: 760px)');

/** Selects the operation that the first tab names, in a document that holds several. */
export function OperationName({ initial }: { initial: string | null }) {
  const pending = useRef(initial);
  const operations = useGraphiQL((state) => state.operations);
  const actions = useGraphiQLActions();

  useEffect(() => {
    if (pending.current && operations?.length) {
      if (operations.some((operation) => operation.name?.value === pending.current)) {
        actions.setOperationName(pending.current);
      }
      pending.current = null;
    }
  }, [operations, actions]);

  return null;
}

/** Gives the code editor our themes once it is there, and lets it follow the system from light to dark. */
export function EditorTheme() {
  const monaco = useMonaco((state) => state.monaco);
  const theme = useGraphiQL((state) => state.theme);
  const { setTheme } = useGraphiQLActions();

  useEffect(() => {
    if (!monaco) return;
    defineEditorThemes(monaco.editor.defineTheme);
    const preference = matchMedia('(prefers-color-scheme: dark)');
    const refresh = () => setTheme(theme);
    refresh();
    preference.addEventListener('change', refresh);
    return () => preference.removeEventListener('change', refresh);
  }, [monaco, theme, setTheme]);

  return null;
}

// In a text that is written, the Tab key indents; who cannot use a mouse must learn how to get out again.
const LEAVING = `${isMacOs ? 'Control+Shift+M' : 'Control+M'} lets the Tab key leave`;
const EDITING = { wordWrap: 'on', fontSize: 13 } as const;

/** Sets up an editor, and names it and the frame around it, which takes the focus first. */
function prepare(editor: MonacoEditor | undefined, name: string): void {
  editor?.updateOptions({ ...EDITING, ariaLabel: `${name}; ${LEAVING}` });
  const frame = editor?.getContainerDomNode();
  frame?.setAttribute('role', 'group');
  frame?.setAttribute('aria-label', `${name}; press Enter to write`);
}

/** Wraps long lines, names the editors for screen readers and fits the type to the width of a pane. */
export function EditorOptions() {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    headerEditor: state.headerEditor,
    responseEditor: state.responseEditor,
  }));

  useEffect(() => {
    prepare(queryEditor, 'Query');
    prepare(variableEditor, 'Variables, as JSON');
    prepare(headerEditor, 'Request headers, as JSON');
    queryEditor?.updateOptions({ wrappingIndent: 'indent' });
    responseEditor?.updateOptions({ ...EDITING, ariaLabel: 'Result' });
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);

  return null;
}

/** Tells in the empty result pane how to fill it. */
export function ResultHint() {
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  const isFetching = useGraphiQL((state) => state.isFetching);
  const [isEmpty, setEmpty] = useState(false);

  useEffect(() => {
    // The editor also shows what no tab holds, such as a schema that could not be fetched.
    const refresh = () => setEmpty(responseEditor?.getModel()?.getValueLength() === 0);
    refresh();
    const listener = responseEditor?.onDidChangeModelContent(refresh);
    return () => listener?.dispose();
  }, [responseEditor]);

  return (
    isEmpty &&
    !isFetching && (
      <p className="hint">
        <span>
          Press the Execute button or <kbd>{isMacOs ? '⌘' : 'Ctrl'}</kbd> <kbd>Enter</kbd>
          <br />
          to run the query. Its answer will be here.
        </span>
      </p>
    )
  );
}

/**
 * Says of the strip what it is: a list of buttons, each with one that closes its tab. GraphiQL marks it
 * up as ARIA tabs, which may hold no button and would be walked with the arrow keys; its buttons are
 * walked with the Tab key.
 */
function describeTabs(): void {
  const strip = document.querySelector('.graphiql-tabs');
  strip?.setAttribute('role', 'list');
  for (const tab of strip?.querySelectorAll('.graphiql-tab') ?? []) {
    tab.setAttribute('role', 'listitem');
    tab.removeAttribute('aria-selected');
    const button = tab.querySelector('.graphiql-tab-button');
    button?.setAttribute('aria-current', String(tab.classList.contains('graphiql-tab-active')));
    tab.querySelector('.graphiql-tab-close')?.setAttribute('aria-label', `Close ${button?.textContent ?? 'tab'}`);
  }
  document.getElementById('graphiql-session')?.setAttribute('role', 'region');
}

/** Keeps the active tab in view and lets a mouse wheel scroll a strip that holds many. */
export function TabStrip() {
  const activeTabIndex = useGraphiQL((state) => state.activeTabIndex);
  const tabs = useGraphiQL((state) => state.tabs);
  const tabCount = tabs.length;

  useEffect(describeTabs, [activeTabIndex, tabs]);

  useEffect(() => {
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [activeTabIndex, tabCount]);

  useEffect(() => {
    const strip = document.querySelector('.graphiql-tabs');
    const scroll = (event: Event) => {
      const { deltaX, deltaY } = event as WheelEvent;
      if (strip && Math.abs(deltaY) > Math.abs(deltaX)) {
        strip.scrollLeft += deltaY;
      }
    };
    strip?.addEventListener('wheel', scroll, { passive: true });
    return () => strip?.removeEventListener('wheel', scroll);
  }, []);

  return null;
}
