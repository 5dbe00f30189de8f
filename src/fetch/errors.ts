/**
 * Whose fault it is: `use` a wrong source, query or option; `answer` an answer
 * that trying again does not mend; `network` a source that could not be reached
 * or did not recover; `state` a file that a fetch cannot go on with; `stopped`
 * a fetch that was told to stop or ran out of its time.
 */
export type FetchFault = 'use' | 'answer' | 'network' | 'state' | 'stopped';

/** A fetch cannot be done or not be finished. The message is for the person who asked for it. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  constructor(
    readonly fault: FetchFault,
    message: string,
  ) {
    super(message);
  }
}

/**
 * One try went wrong. The message is a verb phrase whose subject is the source,
 * such as `answered 500`; the client makes a FetchError of the last one.
 */
export class AnswerFault extends Error {
  override readonly name = 'AnswerFault';
  constructor(
    message: string,
    /** Whether a further try may go well. */
    readonly passing: boolean,
    /** How long the source asks to wait before that, in milliseconds. */
    readonly waitMs?: number,
  ) {
    super(message);
  }
}

/** The code of an error of Node's, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
