export type { Tf, TfjsDevice, TfjsWasm } from "./tf.ts";
export { type TfjsBackendOptions, tfjsBackend } from "./tfjs-backend.ts";
