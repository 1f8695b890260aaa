import type { AdamLoop } from "../ops/adam.ts";

/** In float64, each number rounded when it is stored. */
export const adam: AdamLoop = (target, gradient, firstMoment, secondMoment, step) => {
  const [parameters, slopes, means, squares] = [target.data, gradient.data, firstMoment.data, secondMoment.data];
  const { beta1, beta2, epsilon } = step;
  const rate = step.learningRate / step.correction1;
  const scale = 1 / Math.sqrt(step.correction2);
  for (let i = 0; i < parameters.length; i++) {
    const slope = slopes[i]!;
    const mean = beta1 * means[i]! + (1 - beta1) * slope;
    const square = beta2 * squares[i]! + (1 - beta2) * slope * slope;
    means[i] = mean;
    squares[i] = square;
    parameters[i] = parameters[i]! - (rate * mean) / (Math.sqrt(square) * scale + epsilon);
  }
};
