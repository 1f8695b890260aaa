import { cpus, freemem, release, totalmem } from "node:os";
import type { Catalog } from "../catalog.ts";
import { EXIT } from "../exit-code.ts";
import { packageVersions } from "../packages.ts";
import type { Terminal } from "../terminal.ts";
import { type SelfTest, testFit, testProduct } from "./self-test.ts";

/** What `doctor --json` prints: the machine, the packages and the self-tests, fit for a bug report. */
export interface DoctorReport {
  readonly node: string;
  readonly platform: string;
  readonly cpu: string;
  readonly memory: string;
  readonly webAssembly: boolean;
  readonly sharedArrayBuffer: boolean;
  readonly backend: string;
  readonly packages: Readonly<Record<string, string>>;
  readonly tests: readonly SelfTest[];
}

/** The method whose first steps are run as a test. */
const TEST_METHOD = "sae/top-k";

/**
 * Looks at the machine and tries the backend.
 * @returns the exit code: 1 when a self-test failed
 */
export async function doctor(
  catalog: Catalog,
  terminal: Terminal,
  { json }: { readonly json: boolean },
): Promise<number> {
  const backend = await catalog.createBackend();
  const cores = cpus();
  const report: DoctorReport = {
    node: process.version,
    platform: `${process.platform} ${release()} ${process.arch}`,
    cpu: `${cores[0]?.model ?? "unknown"}, ${cores.length} cores`,
    memory: `${gibibytes(freemem())} of ${gibibytes(totalmem())} GiB free`,
    webAssembly: typeof WebAssembly === "object",
    sharedArrayBuffer: typeof SharedArrayBuffer === "function",
    backend: backend.name,
    packages: packageVersions(),
    tests: [await testProduct(backend), await testFit(catalog, backend, TEST_METHOD)],
  };
  terminal.out(json ? `${JSON.stringify(report, undefined, 2)}\n` : asText(report));
  return report.tests.every(({ passed }) => passed) ? EXIT.ok : EXIT.failed;
}

function asText({ packages, tests, ...machine }: DoctorReport): string {
  const lines: readonly (readonly [string, string])[] = [
    ["Node", machine.node],
    ["Platform", machine.platform],
    ["CPU", machine.cpu],
    ["Memory", machine.memory],
    ["WebAssembly", machine.webAssembly ? "yes" : "no"],
    ["SharedArrayBuffer", machine.sharedArrayBuffer ? "yes" : "no"],
    ["Backend", machine.backend],
    ...tests.map(
      ({ name, passed, milliseconds, detail }) =>
        [`Test: ${name}`, `${passed ? "passed" : "FAILED"} in ${milliseconds} ms (${detail})`] as const,
    ),
    ...Object.entries(packages),
  ];
  const width = Math.max(...lines.map(([name]) => name.length)) + 2;
  return lines.map(([name, value]) => `${name.padEnd(width)}${value}\n`).join("");
}

function gibibytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}
