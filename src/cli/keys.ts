import { openGraph } from '../graph/open.js';
import { GraphConflictError } from '../graph/graph.js';
import type { Settings } from '../config.js';
import { hashOfKey, KEY_NAME, KEY_NAME_RULE, makeKey, type Role } from '../keys/key.js';
import { KeyRepository } from '../keys/key.repository.js';

/** The key cannot be made or revoked. The message says why. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

export interface KeyFlags {
  readonly role?: Role;
  readonly json?: boolean;
}

/** Makes a key and prints it; nobody can read it again. */
export async function addKey(name: string, { role = 'reader', json }: KeyFlags, settings: Settings): Promise<void> {
  if (!KEY_NAME.test(name)) throw new KeyError(`"${name}" cannot be the name of a key; it takes ${KEY_NAME_RULE}.`);
  if (settings.keys.some((key) => key.name === name))
    throw new KeyError(`RELATED_WORK_KEYS has a key "${name}" already. Take another name.`);
  await withKeys(settings, async (keys) => {
    const key = makeKey();
    try {
      await keys.add({ name, role, hash: hashOfKey(key) }, new Date().toISOString());
    } catch (error) {
      if (!(error instanceof GraphConflictError)) throw error;
      throw new KeyError(`There is or was a key "${name}". Take another name, such as "${name}-2".`);
    }
    say(
      json
        ? JSON.stringify({ name, role, key })
        : `${key}\nThis is the key of "${name}", role ${role}. It is shown only now: keep it as a password is kept.`,
    );
  });
}

/** Prints every key of the graph and of the settings, without what it is compared by. */
export async function listKeys({ json }: KeyFlags, settings: Settings): Promise<void> {
  await withKeys(settings, async (keys) => {
    for (const { name, role } of settings.keys)
      say(json ? JSON.stringify({ name, role, from: 'settings' }) : `${name}  ${role}  in RELATED_WORK_KEYS`);
    for (const { id, role, createdAt, revokedAt } of await keys.all()) {
      const revoked = revokedAt === null ? '' : `, revoked ${revokedAt}`;
      say(
        json
          ? JSON.stringify({ name: id, role, from: 'graph', createdAt, revokedAt })
          : `${id}  ${role}  made ${createdAt}${revoked}`,
      );
    }
  });
}

export async function revokeKey(name: string, { json }: KeyFlags, settings: Settings): Promise<void> {
  await withKeys(settings, async (keys) => {
    const key = (await keys.all()).find(({ id }) => id === name);
    if (key === undefined) {
      const elsewhere = settings.keys.some((configured) => configured.name === name);
      throw new KeyError(
        elsewhere
          ? `The key "${name}" stands in RELATED_WORK_KEYS: take it out there and start the server again.`
          : `There is no key "${name}"; related-work keys list shows them.`,
      );
    }
    if (key.revokedAt !== null) throw new KeyError(`The key "${name}" was revoked on ${key.revokedAt} already.`);
    const revokedAt = new Date().toISOString();
    await keys.revoke(name, revokedAt);
    say(json ? JSON.stringify({ name, revokedAt }) : `The key "${name}" is worthless from now on.`);
  });
}

/** Keys need no papers, so an empty graph is not filled here. */
async function withKeys(settings: Settings, work: (keys: KeyRepository) => Promise<void>): Promise<void> {
  const graph = await openGraph(settings);
  try {
    await work(new KeyRepository(graph));
  } finally {
    await graph.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
