// Lists of 32-bit numbers, by index.

@inline
export function entry(list: usize, at: i32): i32 {
  return load<i32>(list + (<usize>at << 2));
}

@inline
export function number(list: usize, at: i32): f32 {
  return load<f32>(list + (<usize>at << 2));
}

@inline
export function put(list: usize, at: i32, value: f32): void {
  store<f32>(list + (<usize>at << 2), value);
}
