import DataLoader from 'dataloader';

/** Puts found values into the order of the keys; `otherwise` where a key has none. */
export function inOrder<Found, Otherwise>(
  keys: readonly string[],
  found: ReadonlyMap<string, Found>,
  otherwise: Otherwise,
): (Found | Otherwise)[] {
  return keys.map((key) => found.get(key) ?? otherwise);
}

/** A question about one owner, with arguments that many owners may share. */
export interface Question<Arguments> {
  readonly id: string;
  readonly args: Arguments;
}

/**
 * A loader for fields with arguments: questions with the same arguments are
 * answered by one call, so a list costs as many reads as one item. The answer
 * must hold a value for every id, or `otherwise` is taken.
 */
export function questionLoader<Arguments, Answer>(
  answer: (ids: readonly string[], args: Arguments) => Promise<ReadonlyMap<string, Answer>>,
  otherwise: Answer,
): DataLoader<Question<Arguments>, Answer, string> {
  return new DataLoader<Question<Arguments>, Answer, string>(
    async (questions) => {
      const groups = new Map<string, { args: Arguments; ids: string[] }>();
      for (const { id, args } of questions) {
        const key = JSON.stringify(args);
        const group = groups.get(key) ?? { args, ids: [] };
        group.ids.push(id);
        groups.set(key, group);
      }
      const answers = new Map(
        await Promise.all([...groups].map(async ([key, { args, ids }]) => [key, await answer(ids, args)] as const)),
      );
      return questions.map(({ id, args }) => answers.get(JSON.stringify(args))?.get(id) ?? otherwise);
    },
    { cacheKeyFn: ({ id, args }) => `${id}\u0000${JSON.stringify(args)}`, maxBatchSize: 1000 },
  );
}
