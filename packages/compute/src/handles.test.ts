import { expect, it } from "vitest";
import type { Tensor } from "./backend.ts";
import { createHandles } from "./handles.ts";

const setUp = () => {
  const released: string[] = [];
  return { released, handles: createHandles<string>("test", (storage) => released.push(storage)) };
};

it("frees what a scope made, except its result and what is kept", () => {
  const { handles, released } = setUp();
  let kept: Tensor | undefined;
  const result = handles.scope(() => {
    handles.make([2], "lost");
    kept = handles.keep(handles.make([], "kept"));
    return [handles.make([2, 3], "result")];
  });
  expect(released).toEqual(["lost"]);
  expect(handles.live()).toEqual({ tensors: 2, bytes: 4 * 7 });
  expect(handles.storage("test", result[0]!)).toBe("result");
  handles.dispose(kept!);
  expect(released).toEqual(["lost", "kept"]);
});

it("releases the old storage of a tensor that is given another", () => {
  const { handles, released } = setUp();
  const tensor = handles.make([1], "old");
  handles.replace("test", tensor, "new");
  expect(released).toEqual(["old"]);
  expect(handles.storage("test", tensor)).toBe("new");
});

it("refuses what is freed, foreign, or made in an async scope", () => {
  const { handles } = setUp();
  const tensor = handles.make([1], "x");
  handles.dispose(tensor);
  const codes = [
    () => handles.dispose(tensor),
    () => handles.storage("test", setUp().handles.make([1], "x")),
    () => handles.scope(async () => handles.make([1], "x")),
  ].map((call) => {
    try {
      call();
    } catch (error) {
      return (error as { code: string }).code;
    }
    return "";
  });
  expect(codes).toEqual(["disposed", "bad-param", "bad-param"]);
  expect(handles.live().tensors).toBe(0);
});
