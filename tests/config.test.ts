import { readSettings, SettingsError } from '../src/config.js';

/** The faults that an environment has, a line each. */
function faultsOf(environment: Record<string, string>): string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const [head, ...faults] = error.message.split('\n');
    expect(head).toBe('Some settings are wrong:');
    return faults.map((fault) => fault.replace(/^ {2}- /, ''));
  }
}

describe('settings', () => {
  it('have defaults that serve the embedded graph to this machine alone', () => {
    expect(readSettings({})).toEqual({
      dataFolder: './.related-work',
      seed: true,
      timeoutMs: 10_000,
      maxCost: 20_000,
      drainMs: 250,
      corsOrigins: [],
      introspection: true,
      keys: [],
      readKeys: 'optional',
      host: '127.0.0.1',
      port: 4000,
      logLevel: 'warn',
    });
  });

  it('are read from the environment', () => {
    expect(
      readSettings({
        NEO4J_URI: ' neo4j+s://id.databases.neo4j.io ',
        NEO4J_USER: 'me',
        NEO4J_PASSWORD: ' with spaces ',
        NEO4J_DATABASE: 'papers',
        RELATED_WORK_DATA: '/data',
        RELATED_WORK_SEED: 'off',
        RELATED_WORK_TIMEOUT_MS: '500',
        RELATED_WORK_MAX_COST: '1000',
        RELATED_WORK_DRAIN_MS: '0',
        RELATED_WORK_CORS: 'https://a.example, http://localhost:5173,',
        RELATED_WORK_INTROSPECTION: 'off',
        RELATED_WORK_KEYS: 'ci:editor:0123456789abcdef',
        RELATED_WORK_READ_KEYS: 'required',
        HOST: '::',
        PORT: '0',
        LOG_LEVEL: 'debug',
        SOMETHING_ELSE: 'of no interest',
      }),
    ).toEqual({
      neo4j: {
        uri: 'neo4j+s://id.databases.neo4j.io',
        user: 'me',
        password: ' with spaces ',
        database: 'papers',
      },
      dataFolder: '/data',
      seed: false,
      timeoutMs: 500,
      maxCost: 1_000,
      drainMs: 0,
      corsOrigins: ['https://a.example', 'http://localhost:5173'],
      introspection: false,
      keys: [{ name: 'ci', role: 'editor', hash: '9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f' }],
      readKeys: 'required',
      host: '::',
      port: 0,
      logLevel: 'debug',
    });
  });

  it('that are empty count as unset', () => {
    const names = [
      'NEO4J_URI',
      'NEO4J_PASSWORD',
      'RELATED_WORK_DATA',
      'RELATED_WORK_CORS',
      'HOST',
      'PORT',
      'LOG_LEVEL',
    ];
    expect(readSettings(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readSettings({}));
  });

  it.each([
    ['PORT', 'abc', 'must be a whole number from 0 to 65535 (it is "abc")'],
    ['PORT', '-1', 'must be a whole number from 0 to 65535'],
    ['PORT', '65536', 'must be a whole number from 0 to 65535'],
    ['PORT', '80.5', 'must be a whole number from 0 to 65535'],
    ['PORT', '1e3', 'must be a whole number from 0 to 65535'],
    ['PORT', '0x50', 'must be a whole number from 0 to 65535'],
    ['PORT', '99999999999999999999', 'must be a whole number from 0 to 65535'],
    ['HOST', ' ', 'must not be empty'],
    ['RELATED_WORK_DATA', ' ', 'must not be empty'],
    ['RELATED_WORK_SEED', 'no', 'must be on or off (it is "no")'],
    ['RELATED_WORK_INTROSPECTION', 'true', 'must be on or off'],
    ['RELATED_WORK_TIMEOUT_MS', '99', 'must be a whole number from 100 to 600000'],
    ['RELATED_WORK_TIMEOUT_MS', '10s', 'must be a whole number from 100 to 600000'],
    ['RELATED_WORK_MAX_COST', '99', 'must be a whole number from 100 to 10000000'],
    ['RELATED_WORK_DRAIN_MS', '60001', 'must be a whole number from 0 to 60000'],
    ['RELATED_WORK_CORS', '*', 'must be origins separated by commas, such as https://app.example.org (it is "*")'],
    ['RELATED_WORK_CORS', 'https://a.example/', 'must be origins separated by commas'],
    ['RELATED_WORK_CORS', 'https://a.example http://b.example', 'must be origins separated by commas'],
    ['LOG_LEVEL', 'verbose', 'must be fatal, error, warn, info, debug, trace or silent (it is "verbose")'],
    ['RELATED_WORK_TIMOUT_MS', '5', 'is not a setting; there are RELATED_WORK_DATA, RELATED_WORK_SEED'],
    ['RELATED_WORK_', 'x', 'is not a setting'],
  ])('%s may not be "%s"', (name, value, fault) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} `));
    expect(faults[0]).toContain(fault);
  });

  it.each(['http://localhost:7474', 'localhost', 'bolt//x', 'bolt://', 'bolt://a b', 'BOLT://x'])(
    'NEO4J_URI may not be "%s"',
    (uri) => {
      const [fault] = faultsOf({ NEO4J_URI: uri, NEO4J_PASSWORD: 'x' });
      expect(fault).toMatch(/^NEO4J_URI must be an address such as bolt:\/\/127.0.0.1:7687/);
      expect(fault).toContain(`(it is "${uri}")`);
    },
  );

  it('never show a password that stands in an address', () => {
    const [fault] = faultsOf({ NEO4J_URI: 'bolt://me:secret@host:7687', NEO4J_PASSWORD: 'hidden' });
    expect(fault).toMatch(/without user and password \(it is "bolt:\/\/…@host:7687"\)$/);
    expect(fault).not.toMatch(/secret|hidden/);
  });

  it('need a password for Neo4j', () => {
    expect(faultsOf({ NEO4J_URI: 'bolt://localhost' })).toEqual(['NEO4J_PASSWORD must be set when NEO4J_URI is']);
  });

  it('that are wrong are all listed at once', () => {
    const faults = faultsOf({
      NEO4J_URI: 'x',
      PORT: 'x',
      LOG_LEVEL: 'x',
      RELATED_WORK_MAX_COST: 'x',
      RELATED_WORK_WRONG: 'x',
    });
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'LOG_LEVEL',
      'NEO4J_PASSWORD',
      'NEO4J_URI',
      'PORT',
      'RELATED_WORK_MAX_COST',
      'RELATED_WORK_WRONG',
    ]);
  });

  it('of the tests and of other programs are left alone', () => {
    const environment = { RELATED_WORK_TEST_ENGINES: 'x', RELATED_WORK_CACHE: 'x', NEO4J_HOME: 'x', PATH: 'x' };
    expect(faultsOf(environment)).toEqual([]);
  });
});
