import { corrupt } from "../corrupt.ts";
import { isObject, type JsonObject } from "../json/parse-json.ts";
import type { HierarchyNode } from "./synthetic-model.ts";

/**
 * Checks the forest of a `hierarchy.json`.
 * @throws `corrupt-file` when a field has another type, or a feature does not exist or stands in two places
 */
export function checkHierarchy(where: string, json: JsonObject, features: number): { roots: readonly HierarchyNode[] } {
  const seen = new Set<number>();
  checkAll("roots", json.roots);
  return json as unknown as { roots: readonly HierarchyNode[] };

  function check(path: string, value: unknown): void {
    const at = `${where}: ${path}`;
    if (!isObject(value)) corrupt(at, "must be a node", value);
    const { feature_index: index, mutually_exclusive_children: exclusive, scale_children_by_parent: scale } = value;
    if (index !== null) {
      if (!Number.isSafeInteger(index) || (index as number) < 0 || (index as number) >= features) {
        corrupt(at, `feature_index must be null or in [0, ${features - 1}]`, index);
      }
      if (seen.has(index as number)) corrupt(at, "a feature must stand in one place", index);
      seen.add(index as number);
    }
    if (typeof exclusive !== "boolean") corrupt(at, "mutually_exclusive_children must be true or false", exclusive);
    if (scale !== undefined && typeof scale !== "boolean") {
      corrupt(at, "scale_children_by_parent must be true or false", scale);
    }
    checkAll(`${path}.children`, value.children);
  }
  // Nesting is bounded by the JSON reader.
  function checkAll(path: string, value: unknown): void {
    if (!Array.isArray(value)) corrupt(`${where}: ${path}`, "must be a list of nodes", value);
    value.forEach((node, i) => {
      check(`${path}.${i}`, node);
    });
  }
}
