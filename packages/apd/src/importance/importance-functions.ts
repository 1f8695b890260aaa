import { affine } from "./affine.ts";
import { componentMlp } from "./component-mlp.ts";
import { sharedMlp } from "./shared-mlp.ts";

/** The importance functions of SPD, by the name that selects them. */
export const importanceFunctions: {
  readonly affine: typeof affine;
  readonly "component-mlp": typeof componentMlp;
  readonly "shared-mlp": typeof sharedMlp;
} = { affine, "component-mlp": componentMlp, "shared-mlp": sharedMlp };
