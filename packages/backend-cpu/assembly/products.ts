// The kernels that multiply and add: all that differs between plain and relaxed instructions.
export { gemm } from "./gemm";
export { sparseDots, sparseProduct, sparseTransposedProduct } from "./sparse-products";
