/** A readout network whose parameters are decomposed: circuits on animals and on attributes, of which there are as many as dimensions. */
export interface NetworkSize {
  readonly animals: number;
  readonly attributes: number;
  /** Components of the animals' weights and of the attributes'. */
  readonly components: readonly [animals: number, attributes: number];
}
