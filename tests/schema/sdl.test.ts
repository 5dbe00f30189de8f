import { readFileSync } from 'node:fs';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { printSdl } from '../../src/api/schema.js';
import { theSchema } from '../support/ask.js';

interface Described {
  readonly name: string;
  readonly description?: string | null;
}

describe('the schema', () => {
  it('is what schema/schema.graphql holds', async () => {
    expect(printSdl(await theSchema())).toBe(readFileSync('schema/schema.graphql', 'utf8'));
  });

  it('describes every type, field, argument and value', async () => {
    const bare: string[] = [];
    const check = (path: string, item: Described): void => {
      if (!item.description || item.description.trim().length < 5) bare.push(`${path}${item.name}`);
    };
    const types = Object.values((await theSchema()).getTypeMap()).filter(({ name }) => !name.startsWith('__'));
    for (const type of types) {
      const standard = ['String', 'Int', 'Float', 'Boolean', 'ID', 'Query', 'Mutation', 'Subscription'];
      if (!standard.includes(type.name)) check('', type);
      if (isObjectType(type) || isInterfaceType(type)) {
        for (const field of Object.values(type.getFields())) {
          check(`${type.name}.`, field);
          for (const argument of field.args) check(`${type.name}.${field.name}:`, argument);
        }
      } else if (isInputObjectType(type)) {
        for (const field of Object.values(type.getFields())) check(`${type.name}.`, field);
      } else if (isEnumType(type)) {
        for (const value of type.getValues()) check(`${type.name}.`, value);
      }
    }
    expect(bare).toEqual([]);
  });

  it('names the queries and fields that clients rely on', async () => {
    const schema = await theSchema();
    const fields = (name: string): string[] => {
      const type = schema.getType(name);
      return isObjectType(type) ? Object.keys(type.getFields()) : [];
    };
    expect(fields('Query')).toEqual(
      expect.arrayContaining(
        'node nodes paper author topic technique papers authors topics techniques relatedFormula stats'.split(' '),
      ),
    );
    expect(fields('Paper')).toEqual(
      expect.arrayContaining(
        'id title summary abstract publishedOn year venue url pdfUrl arxivId doi identifiers upvotes commentCount authorCount authors topics techniques references citations related'.split(
          ' ',
        ),
      ),
    );
    expect(fields('RelatedPaperEdge')).toEqual(expect.arrayContaining(['node', 'score', 'signals', 'cursor']));
    expect(fields('RelatedSignal')).toEqual(
      expect.arrayContaining(['kind', 'strength', 'share', 'explanation', 'evidence']),
    );
    expect(fields('Technique')).toEqual(
      expect.arrayContaining(
        'name aliases description area introducedYear introducedBy papers variantOf variants lineage'.split(' '),
      ),
    );
    expect(fields('Topic')).toEqual(
      expect.arrayContaining('name description scheme papers parents children'.split(' ')),
    );
    expect(fields('Author')).toEqual(expect.arrayContaining('name orcid affiliations papers'.split(' ')));
  });

  it('gives every connection edges, nodes, pageInfo and totalCount', async () => {
    const connections = Object.values((await theSchema()).getTypeMap()).filter(
      (type) => isObjectType(type) && type.name.endsWith('Connection'),
    );
    expect(connections.length).toBeGreaterThan(8);
    for (const connection of connections) {
      const fields = isObjectType(connection) ? Object.keys(connection.getFields()) : [];
      expect(fields).toEqual(expect.arrayContaining(['edges', 'nodes', 'pageInfo', 'totalCount']));
    }
  });
});
