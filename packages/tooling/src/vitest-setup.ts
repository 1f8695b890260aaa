import fc from "fast-check";

// Every run tries the same inputs, so that a red run stays red; EXAMPLEDON_FUZZ_SEED=… looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.EXAMPLEDON_FUZZ_SEED ?? 1) });
