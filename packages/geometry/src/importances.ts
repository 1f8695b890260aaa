/** Importance of each feature, `decay^i` `[features]`: the weights of the squared error in Elhage et al. 2022. */
export function importances(features: number, decay: number): Float64Array {
  return Float64Array.from({ length: features }, (_, i) => decay ** i);
}
