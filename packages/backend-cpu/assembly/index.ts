export { adam } from "./adam";
export { binary, unary, where } from "./elementwise";
export {
  affineGate,
  affineGateBack,
  gatedMask,
  gatedMaskBack,
  smoothL0Totals,
  smoothL0TotalsBack,
} from "./gates";
export { copyRows } from "./layout";
export * from "./products";
export { allFinite, maxColumns, maxRows, sumColumns, sumParts, sumPartly, sumRows } from "./reduce";
export { selectRows, sortRows } from "./select";
export {
  addEntries,
  compressRows,
  countEntries,
  expandRows,
  gateEntries,
  pickEntries,
  spreadRow,
  sumEntries,
} from "./sparse";
