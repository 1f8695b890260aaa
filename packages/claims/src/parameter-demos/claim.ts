import { parameterMethods } from "@exampledon/apd";
import type { ClaimDefinition } from "../contract.ts";
import { tryParameterMethod } from "./try-parameter-method.ts";

/** A demonstration of every method that decomposes parameters without being told what is planted. */
export const parameterDemos: readonly ClaimDefinition[] = parameterMethods
  .filter(({ tags }) => !tags.usesTruth)
  .map(tryParameterMethod);
