import { z } from 'zod';
import { hashOfKey, isRole, KEY_NAME, KEY_NAME_RULE, ROLES, type StoredKey } from './keys/key.js';

/** A setting is wrong. The message lists every fault at once, for the person who runs the program. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const BOLT = /^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^\s@]+$/;
const ORIGIN = /^https?:\/\/[^/\s]+$/;

const text = z.string().trim().min(1, 'must not be empty');

const whole = (least: number, most: number, unset: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`)
    .default(unset);

const SETTINGS = z.object({
  NEO4J_URI: z
    .string()
    .trim()
    .regex(
      BOLT,
      'must be an address such as bolt://127.0.0.1:7687 or neo4j+s://id.databases.neo4j.io, without user and password',
    )
    .optional(),
  NEO4J_USER: text.default('neo4j'),
  NEO4J_PASSWORD: z.string().optional(),
  NEO4J_DATABASE: text.default('neo4j'),
  RELATED_WORK_DATA: text.default('./.related-work'),
  RELATED_WORK_SEED: z.enum(['on', 'off'], 'must be on or off').default('on'),
  RELATED_WORK_TIMEOUT_MS: whole(100, 600_000, 10_000),
  RELATED_WORK_MAX_COST: whole(100, 10_000_000, 20_000),
  RELATED_WORK_DRAIN_MS: whole(0, 60_000, 250),
  RELATED_WORK_CORS: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    )
    .refine(
      (origins) => origins.every((origin) => ORIGIN.test(origin)),
      'must be origins separated by commas, such as https://app.example.org',
    )
    .default([]),
  RELATED_WORK_KEYS: z.string().transform(readKeys).default([]),
  RELATED_WORK_READ_KEYS: z.enum(['optional', 'required'], 'must be optional or required').default('optional'),
  RELATED_WORK_INTROSPECTION: z.enum(['on', 'off'], 'must be on or off').default('on'),
  HOST: text.default('127.0.0.1'),
  PORT: whole(0, 65_535, 4000),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('warn'),
});

const LEAST_KEY_LENGTH = 16;

/** Reads `name:role:key, …`; a fault names the place in the list, never the key. */
function readKeys(list: string, context: z.RefinementCtx): StoredKey[] {
  const entries = list
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const [name = '', role = '', ...rest] = entry.split(':');
    const key = rest.join(':');
    const fault = (rule: string): [] => {
      context.addIssue({ code: 'custom', message: `entry ${index + 1} ${rule}` });
      return [];
    };
    if (rest.length === 0) return fault('must be name:role:key');
    if (!KEY_NAME.test(name)) return fault(`must begin with a name of ${KEY_NAME_RULE}`);
    if (!isRole(role)) return fault(`must have the role ${ROLES.join(', ')}`);
    if (key.length < LEAST_KEY_LENGTH || /\s/.test(key))
      return fault(`must have a key of at least ${LEAST_KEY_LENGTH} characters without spaces`);
    if (seen.size === seen.add(name).size) return fault('has the name of an entry before it');
    return [{ name, role, hash: hashOfKey(key) }];
  });
}

/** The checked settings of one run. */
export interface Settings {
  /** Set when a Neo4j is configured; then nothing else is ever used. */
  readonly neo4j?: {
    readonly uri: string;
    readonly user: string;
    readonly password: string;
    readonly database: string;
  };
  /** Folder of the embedded graph. */
  readonly dataFolder: string;
  /** Whether an empty graph is filled with the seeds at the start. */
  readonly seed: boolean;
  /** Longest a request may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Highest cost of one operation; see api/cost. */
  readonly maxCost: number;
  /** How long readiness fails before the server stops listening, in milliseconds. */
  readonly drainMs: number;
  /** Origins that a browser may call the API from. */
  readonly corsOrigins: readonly string[];
  readonly introspection: boolean;
  /** Keys beside those of the graph. */
  readonly keys: readonly StoredKey[];
  /** Whether reading needs a key too. */
  readonly readKeys: 'optional' | 'required';
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
}

/**
 * Reads the settings from an environment. An empty variable counts as unset.
 *
 * @throws SettingsError that names every wrong setting and what would pass.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = SETTINGS.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => describeFault(issue, given));
  if (given['NEO4J_URI'] !== undefined && given['NEO4J_PASSWORD'] === undefined) {
    faults.push('NEO4J_PASSWORD must be set when NEO4J_URI is');
  }
  faults.push(...unknownSettings(given));
  if (!parsed.success || faults.length > 0) {
    throw new SettingsError(['Some settings are wrong:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
  }
  const values = parsed.data;
  return {
    ...(values.NEO4J_URI !== undefined && {
      neo4j: {
        uri: values.NEO4J_URI,
        user: values.NEO4J_USER,
        password: values.NEO4J_PASSWORD ?? '',
        database: values.NEO4J_DATABASE,
      },
    }),
    dataFolder: values.RELATED_WORK_DATA,
    seed: values.RELATED_WORK_SEED === 'on',
    timeoutMs: values.RELATED_WORK_TIMEOUT_MS,
    maxCost: values.RELATED_WORK_MAX_COST,
    drainMs: values.RELATED_WORK_DRAIN_MS,
    corsOrigins: values.RELATED_WORK_CORS,
    keys: values.RELATED_WORK_KEYS,
    readKeys: values.RELATED_WORK_READ_KEYS,
    introspection: values.RELATED_WORK_INTROSPECTION === 'on',
    host: values.HOST,
    port: values.PORT,
    logLevel: values.LOG_LEVEL,
  };
}

function describeFault(
  { path, message }: z.core.$ZodIssue,
  given: Readonly<Record<string, string | undefined>>,
): string {
  const name = path.join('.');
  if (name === 'RELATED_WORK_KEYS') return `${name} ${message}`;
  // A password that stands in an address is for nobody's screen or log.
  const value = given[name]?.replace(/\/\/[^/]*@/, '//…@');
  return `${name} ${message}${value === undefined ? '' : ` (it is "${value}")`}`;
}

/** Names that only this program reads: a misspelled one would otherwise be ignored silently. */
function unknownSettings(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = Object.keys(SETTINGS.shape);
  return Object.keys(environment)
    .filter(
      (name) =>
        name.startsWith('RELATED_WORK_') && !/^RELATED_WORK_(TEST|CACHE|FETCH)/.test(name) && !known.includes(name),
    )
    .map(
      (name) =>
        `${name} is not a setting; there are ${known.filter((other) => other.startsWith('RELATED_WORK_')).join(', ')}`,
    );
}
