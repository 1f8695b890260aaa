import { fail } from "@exampledon/core";

/** Refuses a file. @param where the file, and the place in it: `sae_weights.safetensors: W_dec` */
export function corrupt(
  where: string,
  problem: string,
  got: unknown,
  cure = "write the file again with the program that made it",
  cause?: unknown,
): never {
  return fail("corrupt-file", { where, problem, got, cure }, { cause });
}
