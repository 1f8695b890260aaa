/** What families of methods are called, by the first part of their ids. */
const titles: Readonly<Record<string, string>> = {
  sae: "Sparse autoencoders",
  "sparse-coding": "Sparse coding",
  apd: "Parameter decomposition",
  baseline: "Baselines",
};

/** Methods under the name of their family; families and methods stay in order. */
export function byFamily<M extends { readonly id: string }>(
  methods: readonly M[],
): readonly { readonly title: string; readonly methods: readonly M[] }[] {
  const familyOf = ({ id }: M): string => id.slice(0, id.indexOf("/"));
  return [...new Set(methods.map(familyOf))].map((family) => ({
    title: titles[family] ?? family,
    methods: methods.filter((method) => familyOf(method) === family),
  }));
}
