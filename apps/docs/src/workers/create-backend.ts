import { cpuBackend } from "@exampledon/backend-cpu";
import type { Backend } from "@exampledon/compute";
import { fail } from "@exampledon/core";

/** Makes a backend by its id; what only one of them needs is loaded when that one is asked for. @throws `unknown-id` */
export async function createBackend(id: string): Promise<Backend> {
  switch (id) {
    case "cpu":
      return cpuBackend();
    default:
      return fail("unknown-id", { where: "backend", problem: "no such backend here", got: id, cure: "choose another" });
  }
}
