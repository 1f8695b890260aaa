import { attributionSparsity } from "./attribution-sparsity.ts";
import { faithfulness } from "./faithfulness.ts";
import { minimality } from "./minimality.ts";
import { simplicity } from "./simplicity.ts";

/** The terms of APD's loss, by the name under which they are reported. */
export const apdTerms: {
  readonly faithfulness: typeof faithfulness;
  readonly minimality: typeof minimality;
  readonly simplicity: typeof simplicity;
  readonly attributionSparsity: typeof attributionSparsity;
} = { faithfulness, minimality, simplicity, attributionSparsity };
