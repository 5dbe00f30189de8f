import { GraphQLError, GraphQLScalarType, print, type ValueNode } from 'graphql';
import { GraphQLLocalDate } from 'graphql-scalars';

const { parseValue, parseLiteral, ...rest } = GraphQLLocalDate.toConfig();

function orExplain<Result>(parse: () => Result, shown: string, nodes?: ValueNode): Result {
  try {
    return parse();
  } catch {
    throw new GraphQLError(`${shown.slice(0, 100)} is not a Date: write a day of the calendar as "YYYY-MM-DD".`, {
      ...(nodes && { nodes }),
    });
  }
}

/** A day, as text. */
export const DateScalar = new GraphQLScalarType({
  ...rest,
  parseValue: (value: unknown) => orExplain(() => parseValue(value), JSON.stringify(value)),
  parseLiteral: (node: ValueNode, variables) => orExplain(() => parseLiteral(node, variables), print(node), node),
  name: 'Date',
  description: 'A day of the calendar, as `YYYY-MM-DD`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
});
