import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compileVocabulary, type Vocabulary } from './compile.js';
import { readVocabulary, VocabularyError, type VocabularyFile } from './vocabulary.js';

/**
 * Reads and compiles the shipped vocabulary of a `seeds` folder (its techniques
 * and topics and every file of `vocabulary/`) and further files of a user.
 *
 * @throws VocabularyError with every fault of every file.
 */
export async function loadVocabulary(seeds: string, more: readonly string[] = []): Promise<Vocabulary> {
  return compileVocabulary(await readVocabularyFiles([...(await shippedFiles(seeds)), ...more]));
}

/** The paths of the shipped vocabulary, in the order in which they are read. */
export async function shippedFiles(seeds: string): Promise<string[]> {
  const folder = join(seeds, 'vocabulary');
  const own = (await readdir(folder)).filter((name) => /^[^.].*\.json$/.test(name)).sort();
  return [join(seeds, 'techniques.json'), join(seeds, 'topics.json'), ...own.map((name) => join(folder, name))];
}

/**
 * Reads and checks vocabulary files one by one.
 *
 * @throws VocabularyError with every fault of every file.
 */
export async function readVocabularyFiles(paths: readonly string[]): Promise<VocabularyFile[]> {
  const faults: string[] = [];
  const files: VocabularyFile[] = [];
  for (const path of paths) {
    const reading = await readJson(path);
    if (typeof reading === 'string') faults.push(`${basename(path)}: ${reading}`);
    else {
      const checked = readVocabulary(reading.json);
      if (checked.ok) files.push(checked.vocabulary);
      else faults.push(...checked.faults.map((fault) => `${basename(path)}: ${fault}`));
    }
  }
  if (faults.length > 0) throw new VocabularyError(faults);
  return files;
}

async function readJson(path: string): Promise<{ json: unknown } | string> {
  try {
    return { json: JSON.parse(await readFile(path, 'utf8')) as unknown };
  } catch (error) {
    return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
