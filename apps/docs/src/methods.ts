import { fail } from "@exampledon/core";
import type { MethodText } from "./claim-data.ts";
import data from "./data/methods.json";

/** Every method, family by family. */
export const methods: readonly MethodText[] = data as unknown as readonly MethodText[];

/** What is known of a method. @throws `unknown-id` */
export function methodOf(id: string): MethodText {
  return (
    methods.find((method) => method.id === id) ??
    fail("unknown-id", {
      where: "method page",
      problem: `methods are ${methods.map((method) => method.id).join(", ")}`,
      got: id,
      cure: "name one of these",
    })
  );
}

/** Name of a method's page, which is that of its file, too. */
export function pageOf(id: string): string {
  return id.replace("/", "-");
}
