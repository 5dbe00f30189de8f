import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask, type Document } from './ask.js';
import { waiting } from './waiting.js';

export interface Asked<Answer> {
  /** Undefined until it came. */
  readonly data: Answer | undefined;
  readonly error: Error | null;
  /** Whether what is shown belongs to the question before. */
  readonly isOld: boolean;
  readonly retry: () => void;
}

interface Options {
  /** Whether to ask at all. */
  readonly when?: boolean;
  /** Whether the answer before stays until the new one comes. */
  readonly keeps?: boolean;
}

/** Asks the API; the same question is asked once, and an answer that nobody waits for is called off. */
export function useAnswer<Answer, Variables>(
  document: Document<Answer, Variables>,
  variables: Variables,
  { when = true, keeps = false }: Options = {},
): Asked<Answer> {
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: [document.text, variables],
    queryFn: async ({ signal }) => await ask(document, variables, { signal, waiting }),
    enabled: when,
    placeholderData: keeps ? keepPreviousData : undefined,
  });
  return { data, error, isOld: isPlaceholderData, retry: () => void refetch() };
}
