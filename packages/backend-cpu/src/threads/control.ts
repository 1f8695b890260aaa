/**
 * What the calling thread and its workers share besides the tensors, as 32-bit words from {@link CONTROL} on. One job at
 * a time: a kernel, its arguments, and a range cut into chunks that are claimed one by one.
 */
export const CONTROL: number = 2 ** 15;

/** `job << 8 | next chunk`. Claimed by compare-and-exchange, so that nobody can claim a chunk of a job it did not read. */
export const TICKET = 0;
/** Next chunk of a job that is not open: nothing to claim. */
export const CLOSED = 0xff;
/** Chunks that are not finished. */
export const REMAINING = 1;
/** Workers asleep until the ticket changes. */
export const SLEEPERS = 2;
/** 1 while the calling thread is asleep until nothing remains. */
export const WAITING = 3;
/** 1 once a kernel failed. */
export const FAILED = 4;
/** 1 when workers are to end. */
export const STOP = 5;
/** The job: number of the kernel, chunks, numbers per chunk, numbers in all, arguments. */
export const KERNEL = 6;
export const CHUNKS = 7;
export const CHUNK = 8;
export const COUNT = 9;
export const ARGUMENTS = 10;
/** Arguments of the job, float64, from this byte on. */
export const VALUES: number = CONTROL + 128;
/** Most arguments of a kernel. */
export const MAX_ARGUMENTS = 32;
/** How often a thread looks for a change before it goes to sleep: some 50 µs. */
export const SPINS = 20_000;
