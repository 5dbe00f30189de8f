import { tsImport } from 'tsx/esm/api';

/** Jest reads this file without its transforms, so the set-up proper is loaded as TypeScript here. */
export default async function setUp(globalConfig) {
  const { startEngines } = await tsImport('./start-engines.ts', import.meta.url);
  await startEngines(globalConfig);
}
