/**
 * How Node runs the server, besides what every program of ours is given.
 *
 * Pictures pass through as memory outside V8's heap, which only a collection gives back. A small young generation is
 * collected often and cheaply; with Node's 16 MB the old one, with all our code in it, had to be marked every few pictures.
 */
export const serverFlags = ['--max-semi-space-size=2']

/**
 * What the C library is told. By itself it learns from the first large buffer that was freed to keep the next ones, and 85
 * MiB of a burst of pictures stay with the process for good. Said once, it neither learns nor keeps: large buffers are
 * given back as they are freed, and what is free at the end of the rest as well.
 *
 * Threads have heaps of their own, up to eight for each core, and each keeps some of a burst: two are enough for what
 * little the threads of Node take themselves.
 *
 * @see https://man7.org/linux/man-pages/man3/mallopt.3.html M_TRIM_THRESHOLD, M_ARENA_MAX (read 2026-11-24)
 */
export const memorySettings = { MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_ARENA_MAX: '2' }
