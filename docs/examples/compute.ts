import { cpuBackend } from "@exampledon/backend-cpu";
import { createAdam, createTape, mean, square, sub } from "@exampledon/compute";

const backend = cpuBackend();
const target = backend.upload(Float32Array.of(3, -1), [2]);
const x = backend.fill([2], 0);
const adam = createAdam(backend, { x });
for (let step = 0; step < 300; step++) {
  backend.scope(() => {
    const tape = createTape(backend);
    const variable = tape.variable(x);
    const [gradient] = tape.gradients(mean(square(sub(variable, tape.constant(target)))), [variable]);
    adam.step({ x: gradient! }, 0.1);
  });
}
console.log("nearest to the target:", ...Array.from(await backend.read(x), (value) => value.toFixed(2)));
