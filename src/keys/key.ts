import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a key allows, each more than the one before it. */
export const ROLES = ['reader', 'editor', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/** Who sends a request: the bearer of a key. */
export interface Caller {
  /** Name of the key. */
  readonly name: string;
  readonly role: Role;
}

/** A key as it is kept: what it is compared by, never the key itself. */
export interface StoredKey extends Caller {
  /** Hexadecimal. */
  readonly hash: string;
}

export const KEY_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u;
export const KEY_NAME_RULE = 'letters, digits, ".", "_", "@" and "-", at most 64';

/** Bytes of a key that is made here. */
const KEY_BYTES = 32;

export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}

/** Whether a role allows what another one does. */
export function allows(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

export function makeKey(): string {
  return `rw_${randomBytes(KEY_BYTES).toString('base64url')}`;
}

/**
 * What a key is kept and compared by. One pass of SHA-256 is enough: a key is random
 * (256 bits when it is made here), so unlike a password it cannot be guessed from its
 * hash, and a slow hash would only make every request slow.
 */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Finds the key that was sent. It takes as long wherever, and whether, it is among them. */
export function findKey(keys: readonly StoredKey[], sent: string): StoredKey | undefined {
  const hash = Buffer.from(hashOfKey(sent), 'hex');
  let found: StoredKey | undefined;
  for (const key of keys) {
    if (timingSafeEqual(Buffer.from(key.hash, 'hex'), hash)) found ??= key;
  }
  return found;
}
