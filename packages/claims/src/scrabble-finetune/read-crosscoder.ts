import { type Matrix, matrix, normalizeRows, rowOf } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";
import type { FineTunedWorlds } from "@exampledon/geometry";
import { decoderShares, partOf } from "@exampledon/sae";
import { directionsOf } from "../groups.ts";
import { mean } from "../mean.ts";
import { difference, inner, topComponent } from "./change.ts";

/** Least cosine at which a latent's direction in a network is an animal's. */
const FOUND = 0.9;
/** Share of a latent's length in one network from which it is that network's own. */
const OWN = 0.9;

/** What a crosscoder of a network before and after fine-tuning found. */
export interface CrosscoderReading {
  /** Share of the animals that some latent is in both networks. */
  readonly shared: number;
  /** Latents that are such an animal in both networks, for each. */
  readonly latentsPerShared: number;
  /** Share of the animals that only different latents are in the two networks. */
  readonly split: number;
  /** Mean cosine between the two directions of the latents that are an animal in both networks; 0 where there is none. */
  readonly latentCosine: number;
  /** Mean cosine of those animals' old and new directions: what it should be. */
  readonly trueCosine: number;
  /** Mean distance of the two, animal by animal. */
  readonly cosineError: number;
  /** Mean length that a shared latent has in the new network, as a share of its two lengths. */
  readonly newShare: number;
  /** Live latents that only the old network has, and only the new one. */
  readonly oldOnly: number;
  readonly newOnly: number;
  /** Largest cosine of a live latent's new direction to the new attribute. */
  readonly attributeCosine: number;
  /** Share of the top component in what the shared latents change from the old network to the new, and its cosine to the attribute. */
  readonly changeTopShare: number;
  readonly changeCosine: number;
}

/**
 * Compares the latents of a crosscoder on `[before, after]` with the animals of both worlds and the attribute that came.
 * @param activations joined samples `[samples × (dim + dim)]`, on which a live latent is on
 */
export function readCrosscoder(
  crosscoder: Decomposition,
  { before, after, direction }: Pick<FineTunedWorlds, "before" | "after" | "direction">,
  activations: Matrix,
): CrosscoderReading {
  const parts = [before.dim, after.dim];
  const [old, now] = [directionsOf(before, "animals"), directionsOf(after, "animals")];
  const [first, second] = [0, 1].map((part) => normalizeRows(partOf(crosscoder, parts, part).write)) as [
    Matrix,
    Matrix,
  ];
  const shares = decoderShares(crosscoder, parts);
  const newShareOf = (latent: number): number => shares.data[latent * 2 + 1]!;
  const live = liveLatents(crosscoder.activity(activations));
  const matches = Array.from({ length: old.rows }, (_, animal) => {
    const [was, is] = [rowOf(old, animal), rowOf(now, animal)];
    const inOld = live.filter((latent) => inner(rowOf(first, latent), was) >= FOUND);
    const inNew = live.filter((latent) => inner(rowOf(second, latent), is) >= FOUND);
    return { was, is, inOld, inNew, both: inOld.filter((latent) => inNew.includes(latent)) };
  });
  const shared = matches.filter(({ both }) => both.length > 0);
  const split = matches.filter(({ inOld, inNew, both }) => both.length === 0 && inOld.length > 0 && inNew.length > 0);
  const latents = shared.map(({ both, was, is }) =>
    best(both, (latent) => Math.min(inner(rowOf(first, latent), was), inner(rowOf(second, latent), is))),
  );
  const cosines = shared.map(({ was, is }, i) => ({
    latent: inner(rowOf(first, latents[i]!), rowOf(second, latents[i]!)),
    truth: inner(was, is),
  }));
  const change = topComponent(difference(select(second, latents), select(first, latents)));
  return {
    shared: shared.length / old.rows,
    latentsPerShared: meanOr0(shared.map(({ both }) => both.length)),
    split: split.length / old.rows,
    latentCosine: meanOr0(cosines.map(({ latent }) => latent)),
    trueCosine: meanOr0(cosines.map(({ truth }) => truth)),
    cosineError: meanOr0(cosines.map(({ latent, truth }) => Math.abs(latent - truth))),
    newShare: meanOr0(latents.map(newShareOf)),
    oldOnly: live.filter((latent) => newShareOf(latent) < 1 - OWN).length,
    newOnly: live.filter((latent) => newShareOf(latent) > OWN).length,
    attributeCosine: Math.max(...live.map((latent) => Math.abs(inner(rowOf(second, latent), rowOf(direction, 0))))),
    changeTopShare: change.share,
    changeCosine: Math.abs(inner(change.direction, rowOf(direction, 0))),
  };
}

/** Latents that are on in some sample. */
function liveLatents(activity: Matrix): number[] {
  return Array.from({ length: activity.cols }, (_, latent) => latent).filter((latent) =>
    activity.data.some((code, at) => at % activity.cols === latent && code > 0),
  );
}

/** The one with the highest score. */
function best(latents: readonly number[], score: (latent: number) => number): number {
  return latents.reduce((top, latent) => (score(latent) > score(top) ? latent : top));
}

function select(rows: Matrix, latents: readonly number[]): Matrix {
  const out = matrix(latents.length, rows.cols);
  latents.forEach((latent, i) => {
    rowOf(out, i).set(rowOf(rows, latent));
  });
  return out;
}

function meanOr0(values: readonly number[]): number {
  return values.length > 0 ? mean(values) : 0;
}
