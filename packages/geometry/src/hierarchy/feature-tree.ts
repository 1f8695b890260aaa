import { fail } from "@exampledon/core";

/** The sizes of a forest of features. */
export interface TreeShape {
  /** Features in all; those that the trees leave over are free. */
  readonly features: number;
  readonly roots: number;
  /** Children of every parent. */
  readonly branching: number;
  /** Levels of children below the roots. */
  readonly depth: number;
}

/** Which feature stands below which. Roots come first, then their children level by level, then the free features. */
export interface FeatureTree {
  /** The parent of each feature, −1 for roots and free features, `[features]`. */
  readonly parents: Int32Array;
  /** The children of each feature, `[features]`. */
  readonly children: readonly (readonly number[])[];
  /** `root 2`, `child 2.0`, `child 2.0.1`, `free 5`. */
  readonly names: readonly string[];
}

/**
 * The forest of a hierarchical world, numbered breadth-first.
 * @throws `bad-param` when the trees need more features than there are
 */
export function featureTree({ features, roots, branching, depth }: TreeShape): FeatureTree {
  const needed = roots * Array.from({ length: depth + 1 }, (_, i) => branching ** i).reduce((sum, n) => sum + n, 0);
  if (needed > features) {
    fail("bad-param", {
      where: "hierarchical",
      problem: `the trees have ${needed} features; features must be at least that`,
      got: features,
      cure: "raise features, or lower roots, branching or depth",
    });
  }
  const parents = new Int32Array(features).fill(-1);
  const children: number[][] = Array.from({ length: features }, () => []);
  const places = Array.from({ length: roots }, (_, i) => String(i));
  let [start, end] = [0, roots];
  for (let level = 0; level < depth; level++) {
    for (let parent = start; parent < end; parent++) {
      for (let i = 0; i < branching; i++) {
        parents[places.length] = parent;
        children[parent]!.push(places.length);
        places.push(`${places[parent]}.${i}`);
      }
    }
    [start, end] = [end, places.length];
  }
  const names = Array.from({ length: features }, (_, i) =>
    i < roots ? `root ${i}` : i < needed ? `child ${places[i]}` : `free ${i - needed}`,
  );
  return { parents, children, names };
}
