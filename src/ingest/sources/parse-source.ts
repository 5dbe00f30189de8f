import { FORMATS, HEAD_BYTES, detectFormat, type FormatName } from './detect.js';
import { DamagedSource, openSource, peek, STANDARD_INPUT } from './read.js';
import { rejection } from './shape.js';
import type { Parsed, ParseOptions } from './source.js';

export interface SourceOptions extends Omit<ParseOptions, 'file'> {
  /** Instead of the format that the content shows. */
  readonly format?: FormatName;
  /** Hears how many bytes of the file were read, before unpacking. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Reads the records of one file or of standard input. Where packed bytes are damaged,
 * the records before are given out and the damage is reported as a rejection.
 *
 * @throws UnknownFormat when the content shows no format and none is named.
 */
export async function* parseSource(path: string, options: SourceOptions): AsyncGenerator<Parsed> {
  const file = path === STANDARD_INPUT ? 'standard input' : path;
  let close: (() => Promise<void>) | undefined;
  try {
    const source = await peek(openSource(path, options.onBytes), HEAD_BYTES);
    close = source.close;
    const format = options.format ?? (await detectFormat(source.head, file));
    yield* FORMATS[format].parser(source.bytes, { ...options, file });
  } catch (error) {
    if (!(error instanceof DamagedSource)) throw error;
    yield rejection({ file }, 'record', `${error.message}; nothing after that was read`, undefined);
  } finally {
    await close?.();
  }
}
