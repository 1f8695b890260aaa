import type { Count, Part } from "./part.ts";

/** Runs the parts in order and prints a summary that ends with `N passed, N failed`; says whether all is well. */
export async function runParts(parts: readonly Part[], print: (line: string) => void): Promise<boolean> {
  const results: { part: Part; count: Count; seconds: number }[] = [];
  for (const [index, part] of parts.entries()) {
    print(`\n── ${index + 1}/${parts.length} ${part.title}`);
    const start = performance.now();
    const count = refuseEmpty(await run(part));
    results.push({ part, count, seconds: (performance.now() - start) / 1000 });
  }
  print("\n── summary");
  for (const { part, count, seconds } of results) {
    const mark = count.failed === 0 ? "✓" : "✗";
    print(`${mark} ${part.id.padEnd(10)} ${count.passed} passed, ${count.failed} failed in ${seconds.toFixed(0)} s`);
    for (const failure of count.failures) print(`    ${failure}`);
  }
  const passed = results.reduce((sum, { count }) => sum + count.passed, 0);
  const failed = results.reduce((sum, { count }) => sum + count.failed, 0);
  print(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

async function run(part: Part): Promise<Count> {
  try {
    return await part.run();
  } catch (error) {
    return { passed: 0, failed: 1, failures: [error instanceof Error ? error.message : String(error)] };
  }
}

/** A part that tested nothing has not passed. */
function refuseEmpty(count: Count): Count {
  return count.passed + count.failed > 0 ? count : { passed: 0, failed: 1, failures: ["ran no test"] };
}
