import { GraphiQL } from 'graphiql';
import { EditorOptions, EditorTheme, narrowScreen, OperationName, ResultHint, TabStrip } from './behavior.js';
import mark from '../favicon.svg';
import { fetcher } from './fetcher.js';
import type { Session } from './session.js';
import { editorTheme } from './theme.js';

/** The editor, the result pane, the schema documentation and the history. */
export function Playground({ session }: { session: Session }) {
  const { activeTab, persistHeaders, storage } = session;
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      // GraphiQL restores the tabs by itself but fills the editors only with what it is given here.
      initialQuery={activeTab.query ?? ''}
      initialVariables={activeTab.variables ?? ''}
      initialHeaders={activeTab.headers ?? ''}
      shouldPersistHeaders={persistHeaders}
      showPersistHeadersSettings
      defaultEditorToolsVisibility={narrowScreen.matches ? false : 'variables'}
      editorTheme={editorTheme}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <h1 className="logo">
          <img src={mark} alt="" />
          Related Work
        </h1>
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <ResultHint />
      </GraphiQL.Footer>
      <OperationName initial={activeTab.operationName} />
      <EditorTheme />
      <EditorOptions />
      <TabStrip />
    </GraphiQL>
  );
}
