/**
 * How Node runs the server, besides what every program of ours is given.
 *
 * Pictures pass through as memory outside V8's heap, which only a collection gives back. A small young generation is
 * collected often and cheaply; with Node's 16 MB the old one, with all our code in it, had to be marked every few pictures.
 */
export const serverFlags = ['--max-semi-space-size=2']
