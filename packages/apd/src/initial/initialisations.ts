import { data } from "./data.ts";
import { gaussian } from "./gaussian.ts";
import type { Initialisation } from "./initialisation.ts";
import { inputNeurons, outputNeurons } from "./neurons.ts";
import { overlap } from "./overlap.ts";

/** The ways to start that are told nothing of what is planted, by the name that selects them. */
export const initialisations: Readonly<
  Record<"overlap" | "data" | "gaussian" | "output-neurons" | "input-neurons", Initialisation>
> = { overlap, data, gaussian, "output-neurons": outputNeurons, "input-neurons": inputNeurons };
