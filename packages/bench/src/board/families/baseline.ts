export { baselines as methods } from "@exampledon/decomposer";
