import type { LossTerm } from "../loss-term.ts";
import { penalties } from "../penalties/penalties.ts";
import type { SpdStep } from "../spd-step.ts";
import { adversarial } from "./adversarial.ts";
import { faithfulness } from "./faithfulness.ts";
import { importanceMasked } from "./importance-masked.ts";
import { type ImportanceParams, importanceMinimality } from "./importance-minimality.ts";
import { layerwise } from "./layerwise.ts";
import { stochastic } from "./stochastic.ts";
import { subset } from "./subset.ts";
import { unmasked } from "./unmasked.ts";

/** The terms of SPD's loss, by the name under which they are reported. */
export const spdTerms: {
  readonly faithfulness: typeof faithfulness;
  readonly stochastic: typeof stochastic;
  readonly layerwise: typeof layerwise;
  readonly subset: typeof subset;
  readonly adversarial: typeof adversarial;
  readonly importanceMasked: typeof importanceMasked;
  readonly unmasked: typeof unmasked;
  readonly importance: LossTerm<SpdStep, ImportanceParams<typeof penalties>>;
} = {
  faithfulness,
  stochastic,
  layerwise,
  subset,
  adversarial,
  importanceMasked,
  unmasked,
  importance: importanceMinimality(penalties),
};
