import { fail } from "@exampledon/core";
import type { Backend, MemoryUse, Shape, Tensor } from "./backend.ts";
import { showShape, sizeOf } from "./shapes.ts";

/** The handles of one backend over whatever holds its numbers. */
export interface Handles<Storage> extends Pick<Backend, "dispose" | "keep" | "scope"> {
  /** A new handle, in the innermost open scope. */
  make(shape: Shape, storage: Storage): Tensor;
  /** What holds a tensor's numbers. @throws `disposed` when it was freed, `bad-param` when it is another backend's */
  storage(where: string, tensor: Tensor): Storage;
  /** Gives a tensor other storage and releases its own: how an assignment in place is done where storage cannot change. */
  replace(where: string, tensor: Tensor, storage: Storage): void;
  live(): MemoryUse;
}

interface Handle<Storage> extends Tensor {
  readonly owner: object;
  /** Undefined once it is freed. */
  held: { storage: Storage } | undefined;
  kept: boolean;
}

/**
 * Handles, scopes and counts for a backend whose numbers live elsewhere: in a library's tensors, in textures or buffers.
 * Bytes are counted as 4 per element, whatever the device pads them to.
 * @param backend name of the backend
 * @param release frees what a handle held
 */
export function createHandles<Storage>(backend: string, release: (storage: Storage) => void): Handles<Storage> {
  const owner = {};
  const scopes: Handle<Storage>[][] = [];
  let tensors = 0;
  let bytes = 0;

  const alive = (where: string, tensor: Tensor): Handle<Storage> & { held: { storage: Storage } } => {
    const handle = tensor as Handle<Storage>;
    if (handle?.owner !== owner) {
      fail("bad-param", {
        where,
        problem: `the tensor must belong to this "${backend}" backend`,
        got: tensor?.backend,
        cure: "read it there and upload it here",
      });
    }
    if (!handle.held) {
      fail("disposed", {
        where,
        problem: "the tensor must be alive",
        got: `freed ${showShape(tensor.shape)}`,
        cure: "keep it, or return it from the scope it was made in",
      });
    }
    return handle as Handle<Storage> & { held: { storage: Storage } };
  };
  const free = (handle: Handle<Storage>): void => {
    const { storage } = handle.held!;
    handle.held = undefined;
    tensors--;
    bytes -= 4 * sizeOf(handle.shape);
    release(storage);
  };

  return {
    make: (shape, storage) => {
      const handle: Handle<Storage> = { shape: [...shape], backend, owner, held: { storage }, kept: false };
      tensors++;
      bytes += 4 * sizeOf(shape);
      scopes.at(-1)?.push(handle);
      return handle;
    },
    storage: (where, tensor) => alive(where, tensor).held.storage,
    replace: (where, tensor, storage) => {
      const { held } = alive(where, tensor);
      const old = held.storage;
      held.storage = storage;
      release(old);
    },
    dispose: (tensor) => free(alive("dispose", tensor)),
    keep: (tensor) => {
      alive("keep", tensor).kept = true;
      return tensor;
    },
    scope: (body) => {
      scopes.push([]);
      let survivors: ReadonlySet<unknown> = new Set();
      try {
        const result = body();
        if (typeof (result as { then?: unknown } | undefined)?.then === "function") {
          fail("bad-param", {
            where: "scope",
            problem: "the body must be synchronous",
            got: "a promise",
            cure: "await outside: return the tensors and read them after the scope",
          });
        }
        survivors = handlesIn(result, owner);
        return result;
      } finally {
        for (const handle of scopes.pop()!) {
          if (!handle.held || handle.kept) continue;
          if (survivors.has(handle)) scopes.at(-1)?.push(handle);
          else free(handle);
        }
      }
    },
    live: () => ({ tensors, bytes }),
  };
}

/** The handles of one owner found in a value, its arrays and its plain objects. */
function handlesIn(value: unknown, owner: object): ReadonlySet<unknown> {
  const found = new Set<unknown>();
  const seen = new Set<unknown>();
  const visit = (item: unknown): void => {
    if (typeof item !== "object" || item === null || seen.has(item)) return;
    seen.add(item);
    if ((item as Partial<Handle<unknown>>).owner === owner) {
      found.add(item);
    } else if (Array.isArray(item)) {
      for (const child of item) visit(child);
    } else {
      const prototype = Object.getPrototypeOf(item);
      if (prototype === Object.prototype || prototype === null) for (const child of Object.values(item)) visit(child);
    }
  };
  visit(value);
  return found;
}
