import { useCallback } from 'react';
import { navigate, usePathname, useSearch } from 'wouter/use-browser-location';
import { readRelated, writeRelated, type RelatedState } from './address.js';

/** The state of a list of related papers, which stands in the address, and how to change it. */
export function useRelatedState(): readonly [RelatedState, (change: Partial<RelatedState>, keeps?: boolean) => void] {
  const path = usePathname();
  const search = useSearch();
  const state = readRelated(search);
  const change = useCallback(
    (part: Partial<RelatedState>, replace = false) =>
      navigate(path + writeRelated({ ...readRelated(window.location.search), ...part }), { replace }),
    [path],
  );
  return [state, change];
}

/** One parameter of the address; setting it to null takes it away. */
export function useParameter(name: string): readonly [string | null, (value: string | null) => void] {
  const path = usePathname();
  const value = new URLSearchParams(useSearch()).get(name);
  const set = useCallback(
    (next: string | null) => {
      const parameters = new URLSearchParams(window.location.search);
      if (next === null) parameters.delete(name);
      else parameters.set(name, next);
      const text = parameters.toString();
      navigate(text ? `${path}?${text}` : path);
    },
    [path, name],
  );
  return [value, set];
}
