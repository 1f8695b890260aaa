export { saeMethods as methods } from "@exampledon/sae";
