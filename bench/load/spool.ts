import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { WriteStep } from '../../src/graph/graph.js';

const LENGTH_BYTES = 4;

/** Keeps the steps of each write of a load in a file, so that they can be written again without the load. */
export class SpoolWriter {
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, 'w');
  }

  add(steps: readonly WriteStep[]): void {
    const bytes = serialize(steps);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(bytes.length);
    writeSync(this.file, length);
    writeSync(this.file, bytes);
  }

  close(): void {
    closeSync(this.file);
  }
}

/** The steps of each write, one write at a time in memory. */
export function* readSpool(path: string): Generator<WriteStep[]> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const length = Buffer.alloc(LENGTH_BYTES);
      if (readSync(file, length) < LENGTH_BYTES) return;
      const bytes = Buffer.alloc(length.readUInt32LE());
      readSync(file, bytes);
      yield deserialize(bytes) as WriteStep[];
    }
  } finally {
    closeSync(file);
  }
}
