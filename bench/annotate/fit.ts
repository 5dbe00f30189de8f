/** An example for the logistic model: the indexes of what is present, and whether a reader marked it. */
export interface Example {
  readonly features: readonly number[];
  readonly positive: boolean;
}

export interface Fit {
  readonly bias: number;
  readonly weights: Float64Array;
}

const EPOCHS = 30;
const RATE = 0.3;
const SHRINK = 5e-3;

/** Logistic regression by AdaGrad in a fixed order, so that the same examples always give the same weights. */
export function fitLogistic(examples: readonly Example[], features: number): Fit {
  const weights = new Float64Array(features);
  const squares = new Float64Array(features).fill(1);
  let bias = 0;
  let biasSquares = 1;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let step = 0; step < examples.length; step++) {
      // A stride that shares no divisor with most lengths visits the examples out of order.
      const example = examples[(step * 7919 + epoch * 31) % examples.length]!;
      const error = probability({ bias, weights }, example.features) - (example.positive ? 1 : 0);
      biasSquares += error * error;
      bias -= (RATE * error) / Math.sqrt(biasSquares);
      for (const feature of example.features) {
        const gradient = error + SHRINK * weights[feature]!;
        squares[feature]! += gradient * gradient;
        weights[feature]! -= (RATE * gradient) / Math.sqrt(squares[feature]!);
      }
    }
  }
  return { bias, weights };
}

export function scoreOf({ bias, weights }: Fit, features: readonly number[]): number {
  return features.reduce((sum, feature) => sum + weights[feature]!, bias);
}

function probability(fit: Fit, features: readonly number[]): number {
  return 1 / (1 + Math.exp(-scoreOf(fit, features)));
}
