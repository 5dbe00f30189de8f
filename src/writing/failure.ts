/** Why a mutation was not carried out, as its payload says it. */
export type Failure =
  | { readonly fault: 'NotFound'; readonly message: string; readonly ref: string }
  | {
      readonly fault: 'Conflict';
      readonly message: string;
      readonly version: number | null;
      readonly change: string | null;
    }
  | { readonly fault: 'InvalidInput'; readonly message: string; readonly issues: readonly Issue[] };

/** One value of an input that is wrong. */
export interface Issue {
  /** Path of the value, such as `input.authors.0.orcid`. */
  readonly path: string;
  readonly message: string;
}

export function isFailure(result: object): result is Failure {
  return 'fault' in result;
}

export function notFound(what: string, ref: string): Failure {
  return { fault: 'NotFound', message: `There is no ${what} "${ref.slice(0, 200)}".`, ref };
}

export function conflict(message: string, version: number | null = null, change: string | null = null): Failure {
  return { fault: 'Conflict', message, version, change };
}

export function invalid(issues: readonly Issue[]): Failure {
  const [first] = issues;
  const more = issues.length > 1 ? ` And ${issues.length - 1} more.` : '';
  return {
    fault: 'InvalidInput',
    message: `${first?.path ?? 'input'} ${first?.message ?? 'is wrong'}.${more}`,
    issues,
  };
}

/** A failure unless the version is the one that the caller saw. */
export function checkVersion(expected: number | null | undefined, version: number, what: string): Failure | undefined {
  if (expected == null || expected === version) return undefined;
  return conflict(
    `${what} has version ${version}, not ${expected}: somebody has changed it. Read it again and decide anew.`,
    version,
  );
}
