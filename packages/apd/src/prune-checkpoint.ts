import { sizeOf } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { type Checkpoint, createCheckpoint, type PackedTensor, packTensor, unpackTensor } from "@exampledon/decomposer";

/**
 * A checkpoint of `apd/spd` without some of its components, such as those that {@link idleComponents} found: training
 * goes on with the others, moments and random streams as they were, at what fewer components cost. Pass it as `resume`
 * to a fit with as many components fewer.
 * @param without numbers of the components to leave out, by site
 * @throws `bad-param` for a number that is no component, or when nothing would be left; `missing-capability` where two
 * sites share one matrix, or an array has several axes as long as there are components, so that they cannot be told
 * apart; `corrupt-file`
 */
export function pruneCheckpoint(
  checkpoint: Checkpoint,
  without: Readonly<Record<string, ArrayLike<number>>>,
): Checkpoint {
  const { state } = checkpoint;
  let pruned = state as Arrays;
  refuseSharedMatrices(pruned);
  for (const [site, left] of Object.entries(without)) {
    if (left.length > 0) pruned = withoutComponents(pruned, site, Array.from(left));
  }
  return createCheckpoint({ ...checkpoint, state: pruned });
}

type Arrays = Readonly<Record<string, unknown>>;

function refuseSharedMatrices({ arrays }: Arrays): void {
  const names = Object.keys((arrays ?? {}) as Arrays);
  const shared = names
    .flatMap((name) => /^gate\.(.+)\.[^.]+$/.exec(name)?.[1] ?? [])
    .find((site) => !names.includes(`write.${site}`));
  if (shared === undefined) return;
  fail("missing-capability", {
    where: "pruneCheckpoint",
    problem: "every site must have a matrix of its own",
    got: `${shared}, whose components are another site's`,
    cure: "start a new fit with startFrom, which can leave components out",
  });
}

function withoutComponents(state: Arrays, site: string, left: readonly number[]): Arrays {
  const where = `pruneCheckpoint: site ${site}`;
  const count = componentsOf(where, state, site);
  const gone = new Set(left);
  const kept = Array.from({ length: count }, (_, c) => c).filter((c) => !gone.has(c));
  if (left.some((c) => !Number.isInteger(c) || c < 0 || c >= count) || kept.length === 0) {
    fail("bad-param", {
      where,
      problem: `components are 0 … ${count - 1}, and one must be left`,
      got: left,
      cure: "pass what idleComponents found",
    });
  }
  const visit = (name: string, value: unknown): unknown => {
    if (isPacked(value)) return belongs(name, site) ? sliced(`${where}, ${name}`, value, count, kept) : value;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(key, inner)]));
  };
  return visit("", state) as Arrays;
}

/** Gates are `gate.<site>.<name>`; all else ends in the name of its site. */
function belongs(name: string, site: string): boolean {
  return name.endsWith(`.${site}`) || name.startsWith(`gate.${site}.`);
}

function componentsOf(where: string, { arrays }: Arrays, site: string): number {
  const write = (arrays as Arrays | undefined)?.[`write.${site}`];
  if (isPacked(write)) return write.shape[0]!;
  return fail("bad-param", {
    where,
    problem: "the checkpoint has no components of its own at this site",
    got: Object.keys((arrays as Arrays | undefined) ?? {}),
    cure: "name a site of the network",
  });
}

function sliced(where: string, packed: PackedTensor, count: number, kept: readonly number[]): PackedTensor {
  const { shape } = packed;
  const axis = shape.indexOf(count);
  if (axis < 0) return packed;
  if (shape.includes(count, axis + 1)) {
    fail("missing-capability", {
      where,
      problem: `only one axis may be ${count} long, as many as there are components`,
      got: `[${shape.join(" × ")}]`,
      cure: "train with another number of components or another batch",
    });
  }
  const data = unpackTensor(where, packed, shape);
  const inner = sizeOf(shape.slice(axis + 1));
  const outer = sizeOf(shape.slice(0, axis));
  const result = new Float32Array(outer * kept.length * inner);
  for (let o = 0; o < outer; o++) {
    kept.forEach((c, at) => {
      const from = (o * count + c) * inner;
      result.set(data.subarray(from, from + inner), (o * kept.length + at) * inner);
    });
  }
  return packTensor(result, [...shape.slice(0, axis), kept.length, ...shape.slice(axis + 1)]);
}

function isPacked(value: unknown): value is PackedTensor {
  return typeof value === "object" && value !== null && "shape" in value && "data" in value;
}
