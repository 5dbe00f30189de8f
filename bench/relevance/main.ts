/**
 * What makes related papers right: prints the tables of README.md, all of them or those named on the command line.
 * Run: npx tsx bench/relevance/main.ts [baselines] [recipe] [product] [finding] [related] [robustness] [--large]
 */
import { printBaselines } from './baselines.js';
import { runChecks } from './checks.js';
import { hasSharedData, readCorpus, type Corpus } from './corpus.js';
import { printFinding } from './finding.js';
import { printProduct } from './product.js';
import { printRecipe } from './recipe.js';
import { printRelated } from './related.js';
import { printRobustness } from './robustness.js';

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
/** Adds the rows of papers-100k. */
const isLarge = process.argv.includes('--large');
const vis = (): Corpus => readCorpus('vis-4k');
const linguistics = (): Corpus => readCorpus('papers-100k', ({ source }) => source === 'acl-anthology');

const SECTIONS: Readonly<Record<string, () => void | Promise<void>>> = {
  baselines: () => printBaselines(vis()),
  recipe: () => printRecipe(vis()),
  product: () => printProduct(vis(), linguistics()),
  finding: () => printFinding(vis(), linguistics(), isLarge),
  related: () => printRelated(vis(), linguistics()),
  robustness: () => printRobustness(isLarge),
};

const unknown = wanted.filter((name) => !Object.hasOwn(SECTIONS, name));
runChecks();
console.log('Self checks passed.');
if (unknown.length > 0) {
  console.error(`No table ${unknown.join(', ')}: choose from ${Object.keys(SECTIONS).join(', ')}.`);
  process.exitCode = 2;
} else if (!hasSharedData()) {
  console.log('Skipped: the shared corpora are not there (../shared/data beside the project).');
} else {
  for (const [name, print] of Object.entries(SECTIONS)) {
    if (wanted.length === 0 || wanted.includes(name)) await print();
  }
}
