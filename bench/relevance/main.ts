import { printBaselines } from './baselines.js';
import { runChecks } from './checks.js';
import { hasSharedData, readCorpus, type Corpus } from './corpus.js';
import { printProduct } from './product.js';
import { printRecipe } from './recipe.js';
import { printRelated } from './related.js';
import { printRobustness } from './robustness.js';
import { printStorage } from './storage.js';

/*
 * Prints the tables of README.md: all of them, or those named on the command line, as in
 * `npx tsx bench/relevance/main.ts product robustness`. `--large` adds the rows of papers-100k.
 */
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isLarge = process.argv.includes('--large');
const vis = (): Corpus => readCorpus('vis-4k');
const linguistics = (): Corpus => readCorpus('papers-100k', ({ source }) => source === 'acl-anthology');

const SECTIONS: Readonly<Record<string, () => void>> = {
  baselines: () => printBaselines(vis()),
  recipe: () => printRecipe(vis()),
  product: () => printProduct(vis(), linguistics()),
  robustness: () => printRobustness(isLarge),
  related: () => printRelated(vis(), linguistics()),
  storage: () => printStorage(isLarge),
};

const unknown = wanted.filter((name) => !Object.hasOwn(SECTIONS, name));
runChecks();
process.stdout.write('Self checks passed.\n');
if (unknown.length > 0) {
  process.stderr.write(`No table ${unknown.join(', ')}: choose from ${Object.keys(SECTIONS).join(', ')}.\n`);
  process.exitCode = 2;
} else if (!hasSharedData()) {
  process.stdout.write('Skipped: the shared corpora are not there (../shared/data beside the project).\n');
} else {
  for (const [name, print] of Object.entries(SECTIONS)) if (wanted.length === 0 || wanted.includes(name)) print();
}
