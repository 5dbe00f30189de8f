import DataLoader from 'dataloader';
import { questionLoader } from '../api/batch.js';
import type { AdoptionUnit, PeriodCount } from './adoption-curve.js';
import type { AdoptionRepository } from './adoption.repository.js';

const NONE: readonly PeriodCount[] = [];

/** Answers how many papers of each period have a technique or topic, batched per request. */
export class AdoptionLoaders {
  readonly ofTechnique;
  readonly ofTopic;
  /** All papers by period, read once a request. */
  readonly totals: DataLoader<AdoptionUnit, ReadonlyMap<string, number>>;

  constructor(repository: AdoptionRepository) {
    this.ofTechnique = questionLoader((ids, unit: AdoptionUnit) => repository.ofTechniques(ids, unit), NONE);
    this.ofTopic = questionLoader((ids, unit: AdoptionUnit) => repository.ofTopics(ids, unit), NONE);
    this.totals = new DataLoader(
      async (units: readonly AdoptionUnit[]) => await Promise.all(units.map((unit) => repository.totals(unit))),
    );
  }
}
