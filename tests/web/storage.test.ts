import { openStorage, type Shelf } from '../../src/web/playground/storage.js';

/** Holds its values as own properties, as the browser's storage does. */
class FakeShelf implements Shelf {
  [key: string]: unknown;

  constructor(values: Readonly<Record<string, string>> = {}) {
    Object.assign(this, values);
  }

  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(this[key]) : null;
  }

  setItem(key: string, value: string): void {
    this[key] = value;
  }

  removeItem(key: string): void {
    Reflect.deleteProperty(this, key);
  }
}

describe('storage under a prefix', () => {
  it('sees and changes only its own keys', () => {
    const shelf = new FakeShelf({ 'graphiql:theme': 'dark', 'ours:old': '1' });
    const storage = openStorage('ours:', () => shelf);
    expect(storage.length).toBe(1);
    expect(storage.getItem('graphiql:theme')).toBeNull();
    storage.setItem('graphiql:theme', 'light');
    expect(shelf.getItem('ours:graphiql:theme')).toBe('light');
    storage.removeItem('old');
    expect(storage.length).toBe(1);
    storage.clear();
    expect(storage.length).toBe(0);
    expect(Object.entries(shelf)).toEqual([['graphiql:theme', 'dark']]);
  });

  it.each([
    [
      'may not be touched',
      () => {
        throw new Error('SecurityError');
      },
    ],
    [
      'takes nothing',
      () =>
        Object.assign(new FakeShelf(), {
          setItem: () => {
            throw new Error('QuotaExceededError');
          },
        }),
    ],
  ])('lasts as long as the page when the browser’s %s', (_what, find: () => Shelf) => {
    const storage = openStorage('ours:', find);
    storage.setItem('a', '1');
    storage.setItem('b', '2');
    expect([storage.getItem('a'), storage.getItem('c'), storage.length]).toEqual(['1', null, 2]);
    storage.removeItem('a');
    expect(storage.length).toBe(1);
    storage.clear();
    expect(storage.getItem('b')).toBeNull();
  });
});
