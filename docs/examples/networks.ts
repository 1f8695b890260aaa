import { matrixFromRows, rng, rowOf } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import { andCircuit, bankOf, factCircuit } from "@exampledon/networks";

const [animals, attributes] = spanned.build(rng(1), { animals: 200 }).groups;
const elephant = rowOf(animals!.directions, 0);
const furry = rowOf(attributes!.directions, 0);
const bank = bankOf([factCircuit(elephant), andCircuit(matrixFromRows([elephant, furry]))]);
const furryElephant = elephant.map((value, k) => value + furry[k]!);
const answers = bank.evaluate(matrixFromRows([elephant, furryElephant])).data;
const [plain, plainFurry, both, bothFurry] = [...answers].map((answer) => answer.toFixed(2));
console.log(`an elephant: elephant circuit ${plain}, furry elephant circuit ${plainFurry}`);
console.log(`a furry elephant: elephant circuit ${both}, furry elephant circuit ${bothFurry}`);
