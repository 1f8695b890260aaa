let passed = 0;
let failed = 0;

/** Runs one check, prints its outcome and counts it. */
export async function check(name, run) {
  const start = Date.now();
  try {
    await run();
    passed += 1;
    console.log(`ok   ${name} (${Date.now() - start} ms)`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}\n     ${String(error?.message ?? error).replaceAll("\n", "\n     ")}`);
  }
}

/** Fails the check when something is the case. */
export function failIf(wrong, message) {
  if (wrong) throw new Error(message);
}

/** Prints the count, alone on the last line, and sets the exit code. */
export function summary() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
