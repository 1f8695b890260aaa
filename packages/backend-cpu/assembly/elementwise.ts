import { storeLanes } from "./arithmetic";
import { erf, exponential, log1p, logarithm, power } from "./functions";

// Numbers of the functions, in the order of `UNARY` and `BINARY` on the other side.
@inline const NEGATE: i32 = 0;
@inline const ABS: i32 = 1;
@inline const SIGN: i32 = 2;
@inline const SQRT: i32 = 3;
@inline const SQUARE: i32 = 4;
@inline const RELU: i32 = 5;
@inline const STEP: i32 = 6;
@inline const EXP: i32 = 7;
@inline const LOG: i32 = 8;
@inline const SIGMOID: i32 = 9;
@inline const TANH: i32 = 10;
@inline const SOFTPLUS: i32 = 11;
@inline const ERF: i32 = 12;

@inline const ADD: i32 = 0;
@inline const SUB: i32 = 1;
@inline const MUL: i32 = 2;
@inline const DIV: i32 = 3;
@inline const MAXIMUM: i32 = 4;
@inline const MINIMUM: i32 = 5;
@inline const GREATER: i32 = 6;
@inline const EQUAL: i32 = 7;
@inline const POW: i32 = 8;

/** `out[i] = f(x[i])` for i in `[begin, end)`, `begin` a multiple of 4; may write the padding behind the last number. */
export function unary(begin: i32, end: i32, work: usize, name: i32, x: usize, out: usize): void {
  const from = x + (<usize>begin << 2);
  const to = out + (<usize>begin << 2);
  const stop = out + (<usize>end << 2);
  switch (name) {
    case NEGATE: return eachVector(NEGATE, from, to, stop);
    case ABS: return eachVector(ABS, from, to, stop);
    case SIGN: return eachVector(SIGN, from, to, stop);
    case SQRT: return eachVector(SQRT, from, to, stop);
    case SQUARE: return eachVector(SQUARE, from, to, stop);
    case RELU: return eachVector(RELU, from, to, stop);
    case STEP: return eachVector(STEP, from, to, stop);
  }
  // Loops of their own, for a choice within the loop costs as much as the function.
  switch (name) {
    case EXP: return eachNumber(EXP, from, to, stop);
    case LOG: return eachNumber(LOG, from, to, stop);
    case SIGMOID: return eachNumber(SIGMOID, from, to, stop);
    case TANH: return eachNumber(TANH, from, to, stop);
    case SOFTPLUS: return eachNumber(SOFTPLUS, from, to, stop);
    case ERF: return eachNumber(ERF, from, to, stop);
  }
}

@inline
function eachVector(name: i32, from: usize, to: usize, stop: usize): void {
  for (; to < stop; from += 16, to += 16) v128.store(to, vector(name, v128.load(from)));
}

@inline
function vector(name: i32, x: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  if (name == NEGATE) return f32x4.neg(x);
  if (name == ABS) return f32x4.abs(x);
  if (name == SQRT) return f32x4.sqrt(x);
  if (name == SQUARE) return f32x4.mul(x, x);
  // x < 0 ? 0 : x, so that NaN stays.
  if (name == RELU) return f32x4.pmax(x, zero);
  if (name == STEP) return v128.and(f32x4.gt(x, zero), one);
  const sign = f32x4.sub(v128.and(f32x4.gt(x, zero), one), v128.and(f32x4.lt(x, zero), one));
  return v128.bitselect(x, sign, f32x4.ne(x, x));
}

@inline
function eachNumber(name: i32, from: usize, to: usize, stop: usize): void {
  for (; to < stop; from += 4, to += 4) store<f32>(to, <f32>number(name, load<f32>(from)));
}

/** In float64, rounded once. */
@inline
function number(name: i32, x: f64): f64 {
  if (name == EXP) return exponential(x);
  if (name == LOG) return logarithm(x);
  if (name == SIGMOID) return 1 / (1 + exponential(-x));
  if (name == TANH) {
    const small = exponential(-2 * abs(x));
    return copysign((1 - small) / (1 + small), x);
  }
  if (name == SOFTPLUS) return (x < 0 ? 0 : x) + log1p(exponential(-abs(x)));
  return erf(x);
}

/**
 * `out = f(a, b)` for rows `[begin, end)` of `cols` numbers each, the last one perhaps shorter: `size` numbers in all.
 * A row begins `aRow` after the last; within a row, `aCol` is 1, or 0 where one number stands for the whole row.
 */
export function binary(
  begin: i32,
  end: i32,
  work: usize,
  name: i32,
  cols: i32,
  size: i32,
  out: usize,
  a: usize,
  aRow: i32,
  aCol: i32,
  b: usize,
  bRow: i32,
  bCol: i32,
): void {
  for (let i = begin; i < end; i++) {
    const count = min(cols, size - i * cols);
    let from = a + ((<usize>i * aRow) << 2);
    let other = b + ((<usize>i * bRow) << 2);
    const to = out + ((<usize>i * cols) << 2);
    if (aCol == 0) from = repeated(from, work);
    if (bCol == 0) other = repeated(other, work + 16);
    const aStep: usize = aCol == 0 ? 0 : 16;
    const bStep: usize = bCol == 0 ? 0 : 16;
    switch (name) {
      case ADD: eachPair(ADD, from, aStep, other, bStep, to, count); break;
      case SUB: eachPair(SUB, from, aStep, other, bStep, to, count); break;
      case MUL: eachPair(MUL, from, aStep, other, bStep, to, count); break;
      case DIV: eachPair(DIV, from, aStep, other, bStep, to, count); break;
      case MAXIMUM: eachPair(MAXIMUM, from, aStep, other, bStep, to, count); break;
      case MINIMUM: eachPair(MINIMUM, from, aStep, other, bStep, to, count); break;
      case GREATER: eachPair(GREATER, from, aStep, other, bStep, to, count); break;
      case EQUAL: eachPair(EQUAL, from, aStep, other, bStep, to, count); break;
      case POW: powers(from, aCol, other, bCol, to, count); break;
    }
  }
}

/** Four copies of a number, to be read again and again. */
@inline
function repeated(from: usize, work: usize): usize {
  v128.store(work, v128.load_splat<f32>(from));
  return work;
}

@inline
function eachPair(name: i32, a: usize, aStep: usize, b: usize, bStep: usize, to: usize, count: i32): void {
  let left = count;
  for (; left >= 4; left -= 4, a += aStep, b += bStep, to += 16) {
    v128.store(to, pair(name, v128.load(a), v128.load(b)));
  }
  if (left > 0) storeLanes(to, pair(name, v128.load(a), v128.load(b)), left);
}

@inline
function pair(name: i32, a: v128, b: v128): v128 {
  if (name == ADD) return f32x4.add(a, b);
  if (name == SUB) return f32x4.sub(a, b);
  if (name == MUL) return f32x4.mul(a, b);
  if (name == DIV) return f32x4.div(a, b);
  if (name == MAXIMUM) return f32x4.max(a, b);
  if (name == MINIMUM) return f32x4.min(a, b);
  if (name == GREATER) return v128.and(f32x4.gt(a, b), f32x4.splat(1));
  return v128.and(f32x4.eq(a, b), f32x4.splat(1));
}

function powers(a: usize, aCol: i32, b: usize, bCol: i32, to: usize, count: i32): void {
  for (let j: i32 = 0; j < count; j++, a += <usize>aCol << 2, b += <usize>bCol << 2, to += 4) {
    store<f32>(to, <f32>power(load<f32>(a), load<f32>(b)));
  }
}

/** `out = test ≠ 0 ? a : b`, rows as in {@link binary}. */
export function where(
  begin: i32,
  end: i32,
  work: usize,
  cols: i32,
  size: i32,
  out: usize,
  test: usize,
  testRow: i32,
  testCol: i32,
  a: usize,
  aRow: i32,
  aCol: i32,
  b: usize,
  bRow: i32,
  bCol: i32,
): void {
  const zero = f32x4.splat(0);
  for (let i = begin; i < end; i++) {
    let left = min(cols, size - i * cols);
    let gate = test + ((<usize>i * testRow) << 2);
    let from = a + ((<usize>i * aRow) << 2);
    let other = b + ((<usize>i * bRow) << 2);
    let to = out + ((<usize>i * cols) << 2);
    if (testCol == 0) gate = repeated(gate, work);
    if (aCol == 0) from = repeated(from, work + 16);
    if (bCol == 0) other = repeated(other, work + 32);
    for (; left > 0; left -= 4, to += 16) {
      const chosen = v128.bitselect(v128.load(from), v128.load(other), f32x4.ne(v128.load(gate), zero));
      storeLanes(to, chosen, min(4, left));
      gate += <usize>testCol << 4;
      from += <usize>aCol << 4;
      other += <usize>bCol << 4;
    }
  }
}
