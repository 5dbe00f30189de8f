import type { Value } from './graph.js';

/** One comparison, as constant Cypher around the name of the parameter that will hold the wanted value. */
export interface ValueTest {
  /** Unique within its listing; part of the name of a statement. */
  readonly name: string;
  text(value: string): string;
}

/**
 * A test through a relationship: the ids of all nodes that meet it are found
 * once, from its other end. Both engines find a node by such an id through the
 * index, where a subquery per listed node takes one of them seconds.
 */
export interface SetTest {
  readonly name: string;
  /** Reading clauses that bind `q`, the node that meets the test. */
  match(value: string): string;
}

export type Test = ValueTest | SetTest;

/** A step to other nodes, whose own condition decides: the ids of all nodes from which it leads to one that meets it. */
export interface Passage {
  readonly name: string;
  /** Expression of the id of the node at the other end. */
  readonly id: string;
  /** Reading clauses that bind `q`, the node that the step starts from; `where` tests the other end. */
  match(where: string): string;
}

/** What listed nodes must meet: tests with their values, combined. */
export type Condition =
  | { readonly test: Test; readonly value: Value }
  | { readonly through: Passage; readonly where: Condition }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export const ALWAYS: Condition = { all: [] };

/**
 * A condition as Cypher. Its text is made of the constants of its tests, of
 * `AND`, `OR`, `NOT` and of parameter names counted from `$c0`; the values
 * travel as parameters only.
 */
export interface CompiledCondition {
  /** Names the text: equal keys have equal texts. */
  readonly key: string;
  /** Clauses that come before everything else. */
  readonly prelude: string;
  /** The variables that the prelude binds. */
  readonly sets: readonly string[];
  readonly where: string;
  readonly parameters: Readonly<Record<string, Value>>;
}

/** Compiles a condition on the node whose id is the expression `id`. */
export function compileCondition(condition: Condition, id: string): CompiledCondition {
  const parameters: Record<string, Value> = {};
  const preludes: string[] = [];
  const sets: string[] = [];
  const set = (clauses: string): string => {
    const name = `set${sets.length}`;
    preludes.push(`CALL (${sets.join(', ')}) { ${clauses} RETURN collect(DISTINCT q.id) AS ${name} }\n`);
    sets.push(name);
    return name;
  };
  const textOf = (part: Condition, id: string, negated: boolean): string => {
    if ('through' in part) {
      const { through, where: other } = part;
      return `${id} IN ${set(through.match(textOf(other, through.id, false)))}`;
    }
    if ('test' in part) {
      const name = `c${Object.keys(parameters).length}`;
      parameters[name] = part.value;
      if ('match' in part.test) {
        return `${id} IN ${set(part.test.match(`$${name}`))}`;
      }
      const text = part.test.text(`$${name}`);
      // An unknown value meets no test, so its negation must hold: Cypher alone would call both unknown.
      return negated ? `coalesce(${text}, false)` : text;
    }
    if ('not' in part) return `NOT (${textOf(part.not, id, true)})`;
    const [parts, word, none] = 'all' in part ? [part.all, ' AND ', 'true'] : [part.any, ' OR ', 'false'];
    if (parts.length === 0) return none;
    return `(${parts.map((inner) => textOf(inner, id, negated)).join(word)})`;
  };
  const where = textOf(condition, id, false);
  return { key: keyOf(condition), prelude: preludes.join(''), sets, where, parameters };
}

function keyOf(condition: Condition): string {
  if ('test' in condition) return condition.test.name;
  if ('through' in condition) return `${condition.through.name}(${keyOf(condition.where)})`;
  if ('not' in condition) return `not(${keyOf(condition.not)})`;
  const [parts, word] = 'all' in condition ? [condition.all, 'all'] : [condition.any, 'any'];
  return parts.length === 0 ? word : `${word}(${parts.map(keyOf).join(',')})`;
}

/** The tests on one ordered value. */
export interface RangeTests {
  readonly in: Test;
  readonly min: Test;
  readonly max: Test;
}

export function rangeTests(name: string, expression: string): RangeTests {
  return {
    in: { name: `${name} in`, text: (value) => `${expression} IN ${value}` },
    min: { name: `${name} min`, text: (value) => `${expression} >= ${value}` },
    max: { name: `${name} max`, text: (value) => `${expression} <= ${value}` },
  };
}

/** The tests on one normalised text. */
export interface TextTests {
  readonly in: Test;
  readonly contains: Test;
  readonly startsWith: Test;
}

export function textTests(name: string, expression: string): TextTests {
  return {
    in: { name: `${name} in`, text: (value) => `${expression} IN ${value}` },
    contains: { name: `${name} contains`, text: (value) => `${expression} CONTAINS ${value}` },
    startsWith: { name: `${name} starts`, text: (value) => `${expression} STARTS WITH ${value}` },
  };
}
