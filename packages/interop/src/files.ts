import { corrupt } from "./corrupt.ts";

/** The files of a folder, name to content; folders within it are no part of it. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** One file of a folder. @throws `corrupt-file` when it is not there */
export function fileOf(files: Files, folder: string, name: string): Uint8Array {
  return (Object.hasOwn(files, name) ? files[name] : undefined) ?? missing(files, folder, name);
}

function missing(files: Files, folder: string, name: string): never {
  return corrupt(`${folder}${name}`, "the file must be there", Object.keys(files), "add it, or choose another folder");
}
