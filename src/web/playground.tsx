import { GraphiQL } from 'graphiql';
import { EditorOptions, narrowScreen, OperationName, SystemTheme, TabStrip } from './behaviour.js';
import mark from './favicon.svg';
import { fetcher } from './fetcher.js';
import type { Session } from './session.js';

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
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <h1 className="logo">
          <img src={mark} alt="" />
          Related Work
        </h1>
      </GraphiQL.Logo>
      <OperationName initial={activeTab.operationName} />
      <SystemTheme />
      <EditorOptions />
      <TabStrip />
    </GraphiQL>
  );
}
