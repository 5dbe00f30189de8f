import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';

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

/** Lets the code editor follow the system from light to dark while the page is open. */
export function SystemTheme() {
  const theme = useGraphiQL((state) => state.theme);
  const { setTheme } = useGraphiQLActions();

  useEffect(() => {
    const preference = matchMedia('(prefers-color-scheme: dark)');
    const refresh = () => setTheme(theme);
    preference.addEventListener('change', refresh);
    return () => preference.removeEventListener('change', refresh);
  }, [theme, setTheme]);

  return null;
}

/** Wraps long lines, names the editors for screen readers and fits the type to the screen. */
export function EditorOptions() {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    headerEditor: state.headerEditor,
    responseEditor: state.responseEditor,
  }));

  useEffect(() => {
    const apply = () => {
      const common = { wordWrap: 'on', fontSize: narrowScreen.matches ? 13 : 14 } as const;
      queryEditor?.updateOptions({ ...common, ariaLabel: 'Query' });
      variableEditor?.updateOptions({ ...common, ariaLabel: 'Variables, as JSON' });
      headerEditor?.updateOptions({ ...common, ariaLabel: 'Request headers, as JSON' });
      responseEditor?.updateOptions({ ...common, ariaLabel: 'Result' });
    };
    apply();
    narrowScreen.addEventListener('change', apply);
    return () => narrowScreen.removeEventListener('change', apply);
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);

  return null;
}

/** Keeps the active tab in view and lets a mouse wheel scroll a strip that holds many. */
export function TabStrip() {
  const activeTabIndex = useGraphiQL((state) => state.activeTabIndex);
  const tabCount = useGraphiQL((state) => state.tabs.length);

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
