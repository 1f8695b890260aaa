export { adam } from "./adam";
export { binary, unary, where } from "./elementwise";
export { gemm, packWhole } from "./gemm";
export { copyRows } from "./layout";
export { allFinite, maxColumns, maxRows, sumColumns, sumParts, sumPartly, sumRows } from "./reduce";
