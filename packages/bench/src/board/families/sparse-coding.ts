export { sparseCodingMethods as methods } from "@exampledon/sparse-coding";
