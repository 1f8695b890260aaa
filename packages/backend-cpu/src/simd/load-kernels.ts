import { fail } from "@exampledon/core";
import { relaxedSimd } from "../kernels/relaxed-simd.gen.ts";
import { simd } from "../kernels/simd.gen.ts";

/** Sets of kernels in WebAssembly. */
export type WasmKernels = "simd" | "relaxed-simd";

/**
 * Compiles a set of kernels, for a memory that threads share if `shared`. Of several modules that export a kernel of one
 * name, the last one's counts.
 * @throws `missing-capability` where WebAssembly, the vectors or their relaxed instructions do not exist or are forbidden
 */
export function loadKernels(kernels: WasmKernels, backend: string, shared = false): WebAssembly.Module[] {
  if (typeof WebAssembly === "undefined") unavailable(backend, "WebAssembly", "none here");
  const plain = compile(bytesOf(simd), "vector", backend, shared);
  if (kernels === "simd") return [plain];
  const relaxed = bytesOf(relaxedSimd);
  if (!WebAssembly.validate(relaxed)) allowRelaxedSimd();
  return [plain, compile(relaxed, "relaxed vector", backend, shared)];
}

/** Instances of all modules in one memory, and what they export. */
export function instantiateKernels<Exports>(
  modules: readonly WebAssembly.Module[],
  memory: WebAssembly.Memory,
): Exports {
  const instances = modules.map((module) => new WebAssembly.Instance(module, { env: { memory } }));
  return Object.assign({}, ...instances.map(({ exports }) => exports));
}

function compile(
  bytes: Uint8Array<ArrayBuffer>,
  instructions: string,
  backend: string,
  shared: boolean,
): WebAssembly.Module {
  if (shared) importSharedMemory(bytes);
  if (!WebAssembly.validate(bytes)) unavailable(backend, `WebAssembly with ${instructions} instructions`, "none here");
  try {
    return new WebAssembly.Module(bytes);
  } catch (error) {
    return unavailable(backend, "leave to compile WebAssembly", String(error), error);
  }
}

function unavailable(backend: string, needed: string, got: string, cause?: unknown): never {
  return fail(
    "missing-capability",
    {
      where: `backend ${backend}`,
      problem: `needs ${needed}`,
      got,
      cure: 'choose cpuBackend({ kernels: "scalar" }), or allow wasm-unsafe-eval in the content-security policy',
    },
    { cause },
  );
}

/** Node 20 has the relaxed instructions behind a flag, which may be set at any time before compiling. */
function allowRelaxedSimd(): void {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  const v8 = process?.getBuiltinModule?.("node:v8") as { setFlagsFromString(flags: string): void } | undefined;
  v8?.setFlagsFromString("--experimental-wasm-relaxed-simd");
}

/** Bytes of hexadecimal digits. */
export function bytesOf(digits: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Up to the limits of `(import "env" "memory" (memory 1 65536))`. */
const MEMORY_IMPORT = "\x03env\x06memory\x02";

/** Kernels for a shared memory differ in one flag: that of the memory they import. */
export function importSharedMemory(bytes: Uint8Array): void {
  const at = String.fromCharCode(...bytes.subarray(0, 1024)).indexOf(MEMORY_IMPORT) + MEMORY_IMPORT.length;
  const [limited, limitedAndShared] = [1, 3];
  if (bytes[at] !== limited) throw new Error("the kernels must import a memory with a maximum");
  bytes[at] = limitedAndShared;
}
