import { shorten } from '../api/errors.js';
import { detailOf, type ChangeRow } from './change.js';
import { Change, ChangedValue } from './change.type.js';
import { isDerived, namesIn, type Facts } from './flat.js';

const MOST_VALUES = 200;
const MOST_CHARACTERS = 2_000;

/** Facts that stand for one item of a list: the list is what changed. */
const ITEM = /^(identifiers|keywords|references|rejected|parents)\./;

/** How a change is shown. */
export function toChange(row: ChangeRow): Change {
  return Object.assign(new Change(), {
    id: row.id,
    kind: row.kind,
    by: row.by,
    at: row.at,
    isUndone: row.undoneBy !== null,
    values: valuesOf(row),
    subject: row.subject,
    undoes: row.undoes,
    undoneBy: row.undoneBy,
  });
}

function valuesOf(row: ChangeRow): ChangedValue[] {
  const { nodes } = detailOf(row);
  return nodes
    .flatMap((node) =>
      namesIn(node)
        .filter((name) => !isDerived(name) && !name.startsWith('edited.'))
        .map((name) => {
          const path = nodes.length > 1 ? `${node.id} ${pathOf(name)}` : pathOf(name);
          return valueOf(path, name, node.before, node.after);
        }),
    )
    .slice(0, MOST_VALUES);
}

function valueOf(path: string, name: string, before: Facts, after: Facts): ChangedValue {
  const shown = (facts: Facts): string | null => {
    if (!(name in facts)) return null;
    const item = ITEM.test(name) ? name.slice(name.indexOf('.') + 1) : textOf(name, facts[name]);
    return shorten(item, MOST_CHARACTERS);
  };
  return Object.assign(new ChangedValue(), { path, before: shown(before), after: shown(after) });
}

function pathOf(name: string): string {
  if (ITEM.test(name)) return name.slice(0, name.indexOf('.'));
  return name.replace(/^values\./, '').replace(/^published$/, 'publishedOn');
}

function textOf(name: string, fact: unknown): string {
  if (typeof fact !== 'object' || fact === null) return String(fact);
  if (Array.isArray(fact)) return fact.join('; ');
  if (name === 'authors' && 'authors' in fact)
    return (fact.authors as { name: string }[]).map((author) => author.name).join('; ');
  if ('value' in fact) return String(fact.value);
  if ('confidence' in fact && 'source' in fact) {
    const role = 'role' in fact ? `${String(fact.role)}, ` : '';
    return `${role}confidence ${String(fact.confidence)}, told by ${String(fact.source)}`;
  }
  return JSON.stringify(fact);
}
