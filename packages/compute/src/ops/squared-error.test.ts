import { expect, test } from "vitest";
import { naiveBackend } from "../../test/naive-backend.ts";
import { checkGradient, spacedInputs } from "../check-gradient.ts";
import { createTape } from "../create-tape.ts";
import { squaredError } from "./squared-error.ts";

test("the gradient agrees with central differences", async () => {
  const inputs = spacedInputs("squaredError", [
    [4, 3],
    [4, 3],
  ]);
  const check = await checkGradient(naiveBackend("float32"), {
    ...{ name: "squaredError", inputs },
    run: ([a, b]) => squaredError(a!, b!),
  });
  expect(check).toMatchObject({ ok: true });
});

test("adds up squares of differences, of equal shapes only", async () => {
  const backend = naiveBackend("float32");
  const tape = createTape(backend);
  const node = (data: readonly number[], shape: readonly number[]) =>
    tape.constant(backend.upload(Float32Array.from(data), shape));
  const { tensor } = squaredError(node([1, 2, 3, 4], [2, 2]), node([0, 4, 3, 1], [2, 2]));
  expect([tensor.shape, ...(await backend.read(tensor))]).toEqual([[], 14]);
  expect(() => squaredError(node([1, 2], [2]), node([1, 2], [1, 2]))).toThrow(
    expect.objectContaining({ code: "bad-shape" }) as never,
  );
});
