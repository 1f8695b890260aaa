import type { NetworkSite, TargetNetwork } from "@exampledon/compute";
import { fail, type ParamSpec } from "@exampledon/core";
import type { DecomposerDefinition } from "./contract.ts";
import { defineDecomposer } from "./define-decomposer.ts";
import type { ParameterDecomposerDefinition, ParameterInput } from "./parameter-contract.ts";

/**
 * Declares a method that decomposes parameters: its metadata is checked now, and the network, its source and the
 * options for single sites before each fit.
 * @throws `bad-param` when the id is not `family/name`, a text is empty, or a parameter's default is out of its range
 */
export function defineParameterDecomposer<const S extends ParamSpec>(
  definition: Omit<ParameterDecomposerDefinition<S>, "tags"> & { readonly usesTruth?: boolean },
): ParameterDecomposerDefinition<S> {
  const { usesTruth = false, ...method } = definition;
  const defined: ParameterDecomposerDefinition<S> = {
    ...method,
    tags: { space: "parameter", stochastic: true, signed: true, usesTruth, usesNetwork: true },
    async *fit(input, params, context) {
      checkInput(method.id, input, usesTruth);
      return yield* method.fit(input, params, context);
    },
  };
  // What is checked, the texts and the parameters, is the same for every kind of method.
  defineDecomposer(defined as unknown as DecomposerDefinition);
  return defined;
}

function checkInput(where: string, { network, source, sites = {}, truth }: ParameterInput, usesTruth: boolean): void {
  checkNetwork(where, network);
  if (source.dim !== network.inputs) {
    fail("bad-shape", {
      where,
      problem: `the source must give inputs of width ${network.inputs}`,
      got: source.dim,
      cure: "pass a source of the network's inputs",
    });
  }
  for (const [name, { components = 1, pressure = 1 }] of Object.entries(sites)) {
    siteOf(where, network, name);
    if (!(Number.isInteger(components) && components >= 1 && pressure >= 0 && Number.isFinite(pressure))) {
      fail("bad-param", {
        where: `${where}: site ${name}`,
        problem: "components must be a whole number ≥ 1 and pressure a finite number ≥ 0",
        got: { components, pressure },
        cure: "leave them out for the method's own",
      });
    }
  }
  if (usesTruth && !truth) {
    fail("bad-param", {
      where,
      problem: "this method starts from the planted mechanisms",
      got: "no truth",
      cure: "pass truth by site, or use a method that is not told",
    });
  }
}

function checkNetwork(where: string, network: TargetNetwork | undefined): asserts network is TargetNetwork {
  if (!network || network.sites.length === 0) {
    fail("bad-param", {
      where,
      problem: "there must be a network with at least one site",
      got: network ? "no site" : "no network",
      cure: "pass a network whose weight matrices are laid open",
    });
  }
  const bad = (name: string, problem: string): never =>
    fail("bad-shape", {
      where: `${where}: site ${name}`,
      problem,
      got: network.sites.map((site) => `${site.name} [${site.weights.rows} × ${site.weights.cols}]`).join(", "),
      cure: "correct the network's sites",
    });
  network.sites.forEach(({ name, weights, transposeOf }, i) => {
    if (network.sites.findIndex((other) => other.name === name) !== i) bad(name, "names must differ");
    if (weights.rows < 1 || weights.cols < 1) bad(name, "a weight matrix must have entries");
    if (transposeOf === undefined) return;
    const base = siteOf(where, network, transposeOf);
    if (base.transposeOf !== undefined) bad(name, "it must be the transpose of a site that has its own matrix");
    const same =
      base.weights.rows === weights.cols &&
      base.weights.cols === weights.rows &&
      weights.data.every(
        (value, at) => value === base.weights.data[(at % weights.cols) * weights.rows + Math.floor(at / weights.cols)],
      );
    if (!same) bad(name, `it must hold the transpose of ${transposeOf}`);
  });
}

function siteOf(where: string, { sites }: TargetNetwork, name: string): NetworkSite {
  return (
    sites.find((site) => site.name === name) ??
    fail("unknown-id", {
      where,
      problem: `the network's sites are ${sites.map((site) => site.name).join(", ")}`,
      got: name,
      cure: "name one of them",
    })
  );
}
