import { abs, type Node, relu } from "@exampledon/compute";

/** What a circuit makes of its reading: relu above its threshold, the reading itself, or its magnitude. */
export type Response = "thresholded" | "linear" | "absolute";

/** A response to pre-activations, bias included. */
export function respond(response: Response, z: Node): Node {
  switch (response) {
    case "thresholded":
      return relu(z);
    case "absolute":
      return abs(z);
    case "linear":
      return z;
  }
}
