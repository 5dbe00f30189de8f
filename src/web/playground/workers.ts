import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphQLWorker from 'monaco-graphql/esm/graphql.worker.js?worker';

/** Starts the worker that serves one of the editor's languages. */
function startWorker(label: string): Worker {
  switch (label) {
    case 'graphql':
      return new GraphQLWorker();
    case 'json':
      return new JsonWorker();
    default:
      return new EditorWorker();
  }
}

/**
 * Tells the code editor to run its language services in workers of this bundle.
 * `onFailure` is called with the language of a worker that could not be loaded.
 */
export function installWorkers(onFailure: (label: string) => void): void {
  window.MonacoEnvironment = {
    getWorker(_moduleId: string, label: string) {
      const worker = startWorker(label);
      worker.addEventListener('error', () => onFailure(label), { once: true });
      return worker;
    },
  };
}
