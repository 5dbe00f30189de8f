import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { FailureBoundary } from './parts/failure.js';
import './style.css';

const MINUTE_MS = 60_000;

// `ask` waits for a server that is away; what fails in another way fails again.
const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: 5 * MINUTE_MS,
      gcTime: 30 * MINUTE_MS,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
  },
});

const root = document.getElementById('root');

if (root) {
  createRoot(root).render(
    <FailureBoundary>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </FailureBoundary>,
  );
}
