import DataLoader from 'dataloader';
import { inOrder, questionLoader } from '../api/batch.js';
import { toGlobalId } from '../api/node.js';
import type { PageWindow } from '../graph/page.js';
import type { TechniqueRole } from './application.js';
import type { LineageRow, TechniqueRepository, TechniqueRow } from './technique.repository.js';
import { Technique } from './technique.type.js';

const NONE = { items: [], more: false };

export interface RoleArguments {
  readonly role: TechniqueRole | null;
}

/** Answers questions about techniques, batched per request. */
export class TechniqueLoaders {
  readonly byId: DataLoader<string, TechniqueRow | null>;
  readonly ofPaper;
  readonly countOfPaper;
  readonly variantOf;
  readonly variantOfCount;
  readonly variants;
  readonly variantCount;
  readonly ancestors: DataLoader<string, readonly LineageRow[]>;
  readonly descendants: DataLoader<string, readonly LineageRow[]>;

  constructor(readonly repository: TechniqueRepository) {
    this.byId = new DataLoader(async (ids) => inOrder(ids, await repository.byIds(ids), null));
    this.ofPaper = questionLoader(
      (ids, { window, role }: RoleArguments & { window: PageWindow }) =>
        repository.pagesOf('ofPaper', ids, window, role),
      NONE,
    );
    this.countOfPaper = questionLoader((ids, { role }: RoleArguments) => repository.countsOf('ofPaper', ids, role), 0);
    this.variantOf = questionLoader((ids, window: PageWindow) => repository.pagesOf('variantOf', ids, window), NONE);
    this.variantOfCount = questionLoader((ids) => repository.countsOf('variantOf', ids), 0);
    this.variants = questionLoader((ids, window: PageWindow) => repository.pagesOf('variants', ids, window), NONE);
    this.variantCount = questionLoader((ids) => repository.countsOf('variants', ids), 0);
    this.ancestors = new DataLoader(async (ids) => inOrder(ids, await repository.ancestors(ids), []));
    this.descendants = new DataLoader(async (ids) => inOrder(ids, await repository.descendants(ids), []));
  }
}

export function toTechnique(row: TechniqueRow): Technique {
  return Object.assign(new Technique(), {
    id: toGlobalId('Technique', row.id),
    key: row.id,
    slug: row.id,
    name: row.name,
    aliases: [...(row.aliases ?? [])],
    description: row.description,
    area: row.area,
    kind: row.kind,
    introducedYear: row.introducedYear,
    status: row.proposed ? 'PROPOSED' : row.mentioned ? 'MENTIONED' : 'DESCRIBED',
    paperCount: row.paperCount ?? 0,
    version: row.version ?? 0,
  });
}
