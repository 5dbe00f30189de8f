/** A rectangle on the screen, in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A label that would like to stand beside a node. */
export interface LabelWish {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  /** Whether it stands even where it hides others: the one under the pointer. */
  readonly must: boolean;
}

export interface PlacedLabel {
  readonly id: string;
  readonly text: string;
  readonly box: Box;
}

export const LABEL_HEIGHT = 15;
const MARGIN = 3;

/**
 * Finds places for labels, the first wishes first: right of their nodes, left, below or above, where
 * they meet no other label and no other node, inside the frame. Those without a place are left out, so
 * that none overlap.
 *
 * @param taken where something else lies over the picture.
 */
export function placeLabels(wishes: readonly LabelWish[], frame: Box, taken: readonly Box[] = []): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const nodes = wishes.map(({ id, x, y, radius }) => ({
    id,
    box: { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius },
  }));
  for (const wish of wishes) {
    const spots = spotsOf(wish);
    const free = spots.find(
      (box) =>
        isWithin(box, frame) &&
        !taken.some((other) => overlap(box, other)) &&
        !placed.some((other) => overlap(box, other.box)) &&
        !nodes.some((node) => node.id !== wish.id && overlap(box, node.box)),
    );
    const spot =
      free ?? (wish.must ? (spots.find((box) => isWithin(box, frame)) ?? intoFrame(spots[0], frame)) : undefined);
    if (spot) placed.push({ id: wish.id, text: wish.text, box: spot });
  }
  return placed;
}

function spotsOf({ x, y, radius, width }: LabelWish): readonly [Box, Box, Box, Box] {
  const at = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + LABEL_HEIGHT });
  const gap = radius + MARGIN;
  return [
    at(x + gap, y - LABEL_HEIGHT / 2),
    at(x - gap - width, y - LABEL_HEIGHT / 2),
    at(x - width / 2, y + gap),
    at(x - width / 2, y - gap - LABEL_HEIGHT),
  ];
}

function intoFrame({ left, top, right, bottom }: Box, frame: Box): Box {
  const dx = Math.max(frame.left - left, Math.min(0, frame.right - right));
  const dy = Math.max(frame.top - top, Math.min(0, frame.bottom - bottom));
  return { left: left + dx, right: right + dx, top: top + dy, bottom: bottom + dy };
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function isWithin(box: Box, frame: Box): boolean {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
}
