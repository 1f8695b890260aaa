export { erf } from "@exampledon/core";
