import { createRoot } from 'react-dom/client';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './style.css';
import { FailureBoundary, showFailure, watchForFailures } from './failure.js';
import { Playground } from './playground.js';
import { startSession } from './session.js';
import { installWorkers } from './workers.js';

const root = document.getElementById('root');

if (root) {
  watchForFailures();
  installWorkers((name) => {
    showFailure(
      `The editor's ${name} helper could not be started. ` +
        'Queries still run, but completion and error marks may be missing.',
    );
  });
  createRoot(root).render(
    <FailureBoundary>
      <Playground session={startSession()} />
    </FailureBoundary>,
  );
}
