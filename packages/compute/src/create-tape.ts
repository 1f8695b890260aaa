import { fail } from "@exampledon/core";
import type { Backend, Tensor } from "./backend.ts";
import { sameShape, showShape, sizeOf } from "./shapes.ts";
import type { Backward, Node, Tape } from "./tape.ts";

interface Entry {
  readonly output: Node;
  readonly inputs: readonly Node[];
  readonly backward: Backward;
}

/**
 * A tape for reverse-mode differentiation. It frees nothing: run each training step inside `backend.scope`.
 *
 * Gradients flow only along paths from the loss to what is asked for, and contributions to a node add up.
 */
export function createTape(backend: Backend): Tape {
  const entries: Entry[] = [];

  function node(tensor: Tensor, needsGradient: boolean): Node {
    if (tensor.backend !== backend.name) {
      fail("bad-param", {
        where: "tape",
        problem: `tensors must live on backend ${backend.name}`,
        got: `a tensor of ${tensor.backend}`,
        cure: "upload the data to this backend",
      });
    }
    return { tensor, shape: tensor.shape, tape, needsGradient };
  }

  const tape: Tape = {
    backend,
    constant: (tensor) => node(tensor, false),
    variable: (tensor) => node(tensor, true),
    record(tensor, inputs, backward) {
      for (const input of inputs) assertOwn(tape, input, "tape.record");
      const output = node(
        tensor,
        inputs.some((input) => input.needsGradient),
      );
      if (output.needsGradient) entries.push({ output, inputs, backward });
      return output;
    },
    gradients(loss, wrt) {
      checkRequest(tape, loss, wrt);
      return reverse(backend, entries, loss, wrt);
    },
  };
  return tape;
}

function checkRequest(tape: Tape, loss: Node, wrt: readonly Node[]): void {
  assertOwn(tape, loss, "tape.gradients");
  if (sizeOf(loss.shape) !== 1) {
    fail("bad-shape", {
      where: "tape.gradients",
      problem: "the loss must be a scalar",
      got: showShape(loss.shape),
      cure: "reduce it with sum or mean first",
    });
  }
  for (const node of wrt) {
    assertOwn(tape, node, "tape.gradients");
    if (!node.needsGradient) {
      fail("bad-param", {
        where: "tape.gradients",
        problem: "gradients exist for variables and what is computed from them",
        got: `a constant ${showShape(node.shape)}`,
        cure: "make it with tape.variable",
      });
    }
  }
}

function assertOwn(tape: Tape, node: Node, where: string): void {
  if (node.tape !== tape) {
    fail("bad-param", {
      where,
      problem: "all nodes must belong to one tape",
      got: `a node ${showShape(node.shape)} of another tape`,
      cure: "make a constant of its tensor on this tape",
    });
  }
}

function reverse(backend: Backend, entries: readonly Entry[], loss: Node, wrt: readonly Node[]): Tensor[] {
  const onPath = new Set<Node>(wrt);
  for (const { inputs, output } of entries) {
    if (inputs.some((input) => onPath.has(input))) onPath.add(output);
  }
  const gradients = new Map<Node, Tensor>();
  if (onPath.has(loss)) gradients.set(loss, backend.fill(loss.shape, 1));
  for (let at = entries.length - 1; at >= 0; at--) {
    const { inputs, output, backward } = entries[at]!;
    const upstream = gradients.get(output);
    if (!upstream) continue;
    const needs = inputs.map((input) => onPath.has(input));
    if (!needs.includes(true)) continue;
    backward(upstream, needs).forEach((gradient, i) => {
      if (gradient && needs[i]) accumulate(backend, gradients, inputs[i]!, gradient);
    });
  }
  // Two nodes may have been handed one tensor (both sides of an addition); the caller owns distinct ones.
  const returned = new Set<Tensor>();
  return wrt.map((node) => {
    const gradient = gradients.get(node) ?? backend.fill(node.shape, 0);
    const own = returned.has(gradient) ? backend.primitives.reshape(gradient, gradient.shape) : gradient;
    returned.add(own);
    return own;
  });
}

function accumulate(backend: Backend, gradients: Map<Node, Tensor>, node: Node, gradient: Tensor): void {
  if (!sameShape(node.shape, gradient.shape)) {
    fail("bad-shape", {
      where: "tape.gradients",
      problem: `the gradient of a value ${showShape(node.shape)} must have its shape`,
      got: showShape(gradient.shape),
      cure: "correct the gradient in the op's definition",
    });
  }
  const sum = gradients.get(node);
  gradients.set(node, sum ? backend.primitives.binary("add", sum, gradient) : gradient);
}
