import { isExampledonError } from "@exampledon/core";
import { expect, test } from "vitest";
import backendUrl from "./blocked-wasm.page.ts?url";

/** Runs the module in a frame whose policy allows scripts and no WebAssembly, and gives what it says. */
function inBlockedFrame(): Promise<Record<string, { name: string; code: string; message: string }>> {
  const frame = document.createElement("iframe");
  const policy = `script-src 'self' 'unsafe-inline'`;
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}">
    <script type="module" src="${new URL(backendUrl, location.href).href}"></script>`;
  return new Promise((resolve) => {
    addEventListener("message", ({ data }) => {
      if (data?.blocked) resolve(data.blocked);
    });
    document.body.append(frame);
  });
}

test("a content security policy that blocks WebAssembly gives typed errors with the cure", async () => {
  const said = await inBlockedFrame();
  for (const backend of ["cpu", "tfjs-wasm"]) {
    const error = Object.assign(new Error(said[backend]?.message), said[backend]);
    expect(isExampledonError(error, "missing-capability"), error.message).toBe(true);
    expect(error.message).toMatch(new RegExp(`${backend}\\b.*wasm-unsafe-eval`));
  }
  expect(said["cpu-scalar"]?.message).toBe("works");
});
