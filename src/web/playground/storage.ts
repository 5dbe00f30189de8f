/** The part of the browser's `Storage` that is asked for one key; the keys are its own properties. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** The part of the browser's `Storage` that GraphiQL needs. */
export interface KeyValueStorage extends Shelf {
  clear(): void;
  readonly length: number;
}

/** Keeps values for as long as the page is open. */
function memoryStorage(): KeyValueStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    clear: () => values.clear(),
    get length() {
      return values.size;
    },
  };
}

/** A view of `storage` that sees only the keys that start with `prefix`. */
function prefixed(storage: Shelf, prefix: string): KeyValueStorage {
  const ownKeys = () => Object.keys(storage).filter((key) => key.startsWith(prefix));
  return {
    getItem: (key) => storage.getItem(prefix + key),
    setItem: (key, value) => storage.setItem(prefix + key, value),
    removeItem: (key) => storage.removeItem(prefix + key),
    clear: () => ownKeys().forEach((key) => storage.removeItem(key)),
    get length() {
      return ownKeys().length;
    },
  };
}

/**
 * The browser's local storage under a prefix of our own: other GraphQL servers that are developed on
 * the same host and port keep their tabs there too. Falls back to memory where storage is blocked.
 *
 * @param find gives the storage; a browser that blocks it throws here.
 */
export function openStorage(prefix: string, find: () => Shelf): KeyValueStorage {
  try {
    const storage = find();
    const probe = `${prefix}probe`;
    storage.setItem(probe, probe);
    storage.removeItem(probe);
    return prefixed(storage, prefix);
  } catch {
    return memoryStorage();
  }
}
