import type { Backend } from "@exampledon/compute";
import type { Check } from "../check.ts";
import { assertClose, assertShape } from "./assert-close.ts";
import { type OpCase, uploadAll } from "./op-case.ts";
import { referenceBackend } from "./reference-backend.ts";
import type { ReferenceTensor } from "./reference-tensor.ts";

/** Every primitive forward, against its definition in float64. One check per primitive and aspect. */
export function valueChecks(backend: () => Promise<Backend>, cases: readonly OpCase[]): Check[] {
  const groups = new Map<string, OpCase[]>();
  for (const each of cases) groups.set(each.check, [...(groups.get(each.check) ?? []), each]);
  return [...groups].map(([name, cases]) => ({
    name,
    run: async () => {
      const subject = await backend();
      for (const each of cases) await compare(subject, each);
    },
  }));
}

async function compare(backend: Backend, { label, inputs, apply }: OpCase): Promise<void> {
  const wanted = apply(referenceBackend.primitives, uploadAll(referenceBackend, inputs)) as readonly ReferenceTensor[];
  const found = backend.scope(() => apply(backend.primitives, uploadAll(backend, inputs)));
  for (const [i, reference] of wanted.entries()) {
    const name = wanted.length > 1 ? `${label}, result ${i + 1}` : label;
    assertShape(name, found[i]!.shape, reference.shape);
    assertClose(name, reference.shape, await backend.read(found[i]!), reference.data, backend.tolerance.op);
  }
  for (const tensor of found) backend.dispose(tensor);
}
