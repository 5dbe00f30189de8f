import { SettingsError } from '../../src/config.js';
import { FETCH_SETTING_NAMES, readFetchSettings } from '../../src/fetch/settings.js';

function faultsOf(environment: Record<string, string>): string {
  try {
    readFetchSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'none';
}

it('needs nothing', () => {
  expect(readFetchSettings({ PORT: '80', OPENALEX_API_KEY: '' })).toEqual({
    keys: {},
    urls: {
      arxiv: 'https://export.arxiv.org/api',
      openalex: 'https://api.openalex.org',
      huggingface: 'https://huggingface.co/api',
      'semantic-scholar': 'https://api.semanticscholar.org/graph/v1',
    },
    tries: 6,
    timeoutMs: 60_000,
    pageMs: 600_000,
    totalMs: 21_600_000,
    maxBytes: 64_000_000,
  });
});

it('reads all that is set', () => {
  const settings = readFetchSettings({
    OPENALEX_API_KEY: ' abc ',
    SEMANTIC_SCHOLAR_API_KEY: 'def',
    RELATED_WORK_FETCH_CONTACT: 'ada@example.org',
    RELATED_WORK_FETCH_ARXIV_URL: 'http://localhost:8080/mirror/',
    RELATED_WORK_FETCH_CACHE: './cache',
    RELATED_WORK_FETCH_CACHE_HOURS: '2',
  });
  expect(settings).toMatchObject({
    contact: 'ada@example.org',
    keys: { openalex: 'abc', 'semantic-scholar': 'def' },
    urls: { arxiv: 'http://localhost:8080/mirror' },
    cache: { folder: './cache', maxAgeMs: 7_200_000 },
  });
});

it('names every fault and shows no key', () => {
  const message = faultsOf({
    OPENALEX_API_KEY: 'very secret',
    RELATED_WORK_FETCH_CONTACT: 'ada',
    RELATED_WORK_FETCH_OPENALEX_URL: 'https://user:word@example.org/?key=1',
    RELATED_WORK_FETCH_TRIES: '0',
    RELATED_WORK_FETCH_CASH: 'x',
  });
  expect(message.split('\n')).toEqual([
    'Some settings are wrong:',
    '  - OPENALEX_API_KEY must be a key of letters, digits and signs without spaces',
    '  - RELATED_WORK_FETCH_CONTACT must be a mail address or the address of a web page (it is "ada")',
    '  - RELATED_WORK_FETCH_OPENALEX_URL must be an http or https address without user, query and fragment',
    '  - RELATED_WORK_FETCH_TRIES must be a whole number from 1 to 20 (it is "0")',
    expect.stringContaining('  - RELATED_WORK_FETCH_CASH is not a setting; there are RELATED_WORK_FETCH_CONTACT, '),
  ]);
});

it.each(['ftp://example.org', 'https://', 'example.org', 'https://example.org/#x'])('takes no address %s', (url) => {
  expect(faultsOf({ RELATED_WORK_FETCH_ARXIV_URL: url })).toContain('RELATED_WORK_FETCH_ARXIV_URL must be');
});

it('lists its names for whoever checks the others', () => {
  expect(FETCH_SETTING_NAMES).toContain('RELATED_WORK_FETCH_CACHE');
  expect(FETCH_SETTING_NAMES).toContain('SEMANTIC_SCHOLAR_API_KEY');
});
