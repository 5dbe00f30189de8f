import type { TechniqueRole } from '../technique/application.js';

/** How much speaks for each role. */
export type Votes = Record<TechniqueRole, number>;

/**
 * The vote of `a novel X method` for introducing X: enough only for an X that is
 * named nowhere else in the paper and was not known before.
 */
export const DOUBTFULLY_NEW = 0.95;

/** All that is known of one technique in one paper. */
export interface TechniqueContext {
  readonly votes: readonly Votes[];
  readonly inTitle: boolean;
  /** Every mention stands before the authors come to their own work. */
  readonly onlyBackground: boolean;
  /** Years since the technique came up, undefined when unknown. */
  readonly age: number | undefined;
  /** Others have built on it for years nobody counted: it has variants and no known year. */
  readonly isEstablished: boolean;
}

/** The role with the most votes and how sure it is, 0 to 1. */
export function roleOf(context: TechniqueContext): { role: TechniqueRole; confidence: number } {
  const { votes, inTitle, onlyBackground, age, isEstablished } = context;
  const total = (role: TechniqueRole): number => totalOf(votes, role);
  const introduces = total('INTRODUCES');
  const sum: Votes = {
    INTRODUCES: introduces === DOUBTFULLY_NEW && votes.length > 1 ? 0 : introduces,
    USES: Math.max(total('USES'), onlyBackground ? 0 : 0.6),
    STUDIES:
      total('STUDIES') +
      (inTitle ? 0.15 : 0.08) * Math.min(votes.length - 1, 5) +
      (inTitle && votes.length === 1 ? 0.3 : 0),
    // What stands in the title is hardly a rival.
    COMPARES: inTitle
      ? 0.6 * total('COMPARES')
      : Math.max(total('COMPARES'), onlyBackground && total('STUDIES') < 0.7 ? 0.9 : 0),
  };
  if (isEstablished || (age !== undefined && age > 1)) sum.INTRODUCES = 0;
  if (age !== undefined && age <= 1 && (inTitle || sum.INTRODUCES > 0.6)) sum.INTRODUCES += 0.8;
  let role: TechniqueRole = 'INTRODUCES';
  let second = 0;
  for (const other of ['USES', 'STUDIES', 'COMPARES'] as const) {
    if (sum[other] > sum[role]) [role, second] = [other, sum[role]];
    else second = Math.max(second, sum[other]);
  }
  return { role, confidence: confidenceOf(sum[role], second) };
}

/** The clearest vote in full, every other a fifth, so that many faint ones cannot drown it. */
function totalOf(votes: readonly Votes[], role: TechniqueRole): number {
  let best = 0;
  let sum = 0;
  for (const vote of votes) {
    best = Math.max(best, vote[role]);
    sum += vote[role];
  }
  return best + 0.2 * Math.min(sum - best, 3);
}

function confidenceOf(most: number, second: number): number {
  return Math.round((0.4 + 0.6 * Math.min(Math.max(most - second, 0) / 2, 1)) * 100) / 100;
}
