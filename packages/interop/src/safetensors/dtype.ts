/** Bytes of one number, by the names of the format. */
const SIZES = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E5M2: 1,
  F8_E4M3: 1,
  F8_E8M0: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  I64: 8,
  U64: 8,
  F64: 8,
  C64: 8,
} as const;

/** Type of the numbers of a stored tensor. */
export type Dtype = keyof typeof SIZES;
/** Those that weights may have. */
export type FloatDtype = "F32" | "F16" | "BF16" | "F64";

/** Bytes of one number; undefined for a name that the format does not know. */
export function dtypeBytes(name: unknown): number | undefined {
  return typeof name === "string" && Object.hasOwn(SIZES, name) ? SIZES[name as Dtype] : undefined;
}

/** Whether numbers of this type can be weights. */
export function isFloatDtype(dtype: Dtype): dtype is FloatDtype {
  return dtype === "F32" || dtype === "F16" || dtype === "BF16" || dtype === "F64";
}
