/** File names of a SAELens SyntheticModel. */
export const SYNTHETIC_CONFIG = "synthetic_model_config.json";
export const SYNTHETIC_WEIGHTS = "synthetic_model.safetensors";
/** There only if the features have parents. */
export const SYNTHETIC_HIERARCHY = "hierarchy.json";
