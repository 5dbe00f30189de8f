import { z } from 'zod';
import { SettingsError } from '../config.js';
import { APIS, type SourceName } from './apis.js';

/** What a fetch needs to know of the place it runs in. */
export interface FetchSettings {
  /** A mail address or web page under which the sources reach whoever runs this. */
  readonly contact?: string;
  readonly keys: Readonly<Partial<Record<SourceName, string>>>;
  /** Where each API is: its own address, or that of a mirror. */
  readonly urls: Readonly<Record<SourceName, string>>;
  /** Where answers are kept, and how long they count as new. */
  readonly cache?: { readonly folder: string; readonly maxAgeMs: number };
  /** How often one page is asked for before the fetch gives up. */
  readonly tries: number;
  /** Longest that one try may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Longest that one page may take with all its tries and waits, in milliseconds. */
  readonly pageMs: number;
  /** Longest that one run may take, in milliseconds. */
  readonly totalMs: number;
  /** Largest answer that is read, in bytes. */
  readonly maxBytes: number;
}

const MAIL = /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/;
const PAGE = /^https?:\/\/[\x21-\x7e]+$/;

const whole = (least: number, most: number, unset: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`)
    .default(unset);

const key = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,200}$/, 'must be a key of letters, digits and signs without spaces')
  .optional();

const address = (source: SourceName) =>
  z
    .string()
    .trim()
    .refine(isAddress, 'must be an http or https address without user, query and fragment')
    .transform((url) => url.replace(/\/+$/, ''))
    .default(APIS[source].url);

const SETTINGS = z.object({
  OPENALEX_API_KEY: key,
  SEMANTIC_SCHOLAR_API_KEY: key,
  RELATED_WORK_FETCH_CONTACT: z
    .string()
    .trim()
    .refine((value) => MAIL.test(value) || PAGE.test(value), 'must be a mail address or the address of a web page')
    .optional(),
  RELATED_WORK_FETCH_ARXIV_URL: address('arxiv'),
  RELATED_WORK_FETCH_OPENALEX_URL: address('openalex'),
  RELATED_WORK_FETCH_HUGGINGFACE_URL: address('huggingface'),
  RELATED_WORK_FETCH_SEMANTIC_SCHOLAR_URL: address('semantic-scholar'),
  RELATED_WORK_FETCH_CACHE: z.string().trim().min(1, 'must not be empty').optional(),
  RELATED_WORK_FETCH_CACHE_HOURS: whole(0, 8760, 24),
  RELATED_WORK_FETCH_TRIES: whole(1, 20, 6),
  // Node's own fetch gives up on a silent server after 300 s.
  RELATED_WORK_FETCH_TIMEOUT_S: whole(1, 300, 60),
  RELATED_WORK_FETCH_PAGE_MINUTES: whole(1, 1440, 10),
  RELATED_WORK_FETCH_TOTAL_MINUTES: whole(1, 20_160, 360),
  RELATED_WORK_FETCH_MAX_MB: whole(1, 400, 64),
});

/** Whether a value may be shown: no key, and no address with a password or a key in it. */
const isShowable = (name: string, value: string): boolean =>
  !name.endsWith('_API_KEY') && !(name.endsWith('_URL') && /[@?]/.test(value));

/** Names of all settings that only a fetch reads. */
export const FETCH_SETTING_NAMES: readonly string[] = Object.keys(SETTINGS.shape);

/**
 * Reads the settings of a fetch from an environment. An empty variable counts as unset.
 *
 * @throws SettingsError that names every wrong setting and what would pass, and shows no key.
 */
export function readFetchSettings(environment: Readonly<Record<string, string | undefined>>): FetchSettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = SETTINGS.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => {
        const name = path.join('.');
        const value = given[name];
        return `${name} ${message}${value === undefined || !isShowable(name, value) ? '' : ` (it is "${value}")`}`;
      });
  for (const name of Object.keys(given)) {
    if (name.startsWith('RELATED_WORK_FETCH_') && !FETCH_SETTING_NAMES.includes(name)) {
      const known = FETCH_SETTING_NAMES.filter((other) => other.startsWith('RELATED_WORK_FETCH_'));
      faults.push(`${name} is not a setting; there are ${known.join(', ')}`);
    }
  }
  if (!parsed.success || faults.length > 0) {
    throw new SettingsError(['Some settings are wrong:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
  }
  const values = parsed.data;
  return {
    ...(values.RELATED_WORK_FETCH_CONTACT !== undefined && { contact: values.RELATED_WORK_FETCH_CONTACT }),
    keys: {
      ...(values.OPENALEX_API_KEY !== undefined && { openalex: values.OPENALEX_API_KEY }),
      ...(values.SEMANTIC_SCHOLAR_API_KEY !== undefined && { 'semantic-scholar': values.SEMANTIC_SCHOLAR_API_KEY }),
    },
    urls: {
      arxiv: values.RELATED_WORK_FETCH_ARXIV_URL,
      openalex: values.RELATED_WORK_FETCH_OPENALEX_URL,
      huggingface: values.RELATED_WORK_FETCH_HUGGINGFACE_URL,
      'semantic-scholar': values.RELATED_WORK_FETCH_SEMANTIC_SCHOLAR_URL,
    },
    ...(values.RELATED_WORK_FETCH_CACHE !== undefined && {
      cache: {
        folder: values.RELATED_WORK_FETCH_CACHE,
        maxAgeMs: values.RELATED_WORK_FETCH_CACHE_HOURS * 3_600_000,
      },
    }),
    tries: values.RELATED_WORK_FETCH_TRIES,
    timeoutMs: values.RELATED_WORK_FETCH_TIMEOUT_S * 1000,
    pageMs: values.RELATED_WORK_FETCH_PAGE_MINUTES * 60_000,
    totalMs: values.RELATED_WORK_FETCH_TOTAL_MINUTES * 60_000,
    maxBytes: values.RELATED_WORK_FETCH_MAX_MB * 1_000_000,
  };
}

/** How a fetch names itself: the product, its version, and whom to write to. */
export function userAgent(version: string, contact: string | undefined): string {
  if (contact === undefined) return `related-work/${version}`;
  return `related-work/${version} (${isMail(contact) ? `mailto:${contact}` : `+${contact}`})`;
}

export function isMail(contact: string): boolean {
  return MAIL.test(contact);
}

function isAddress(text: string): boolean {
  if (!PAGE.test(text) || !URL.canParse(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return [username, password, search, hash].every((part) => part === '');
}
