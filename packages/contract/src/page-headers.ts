/**
 * Said with the page that somebody gets who has no session: where a library stood open without a network, it does so no
 * longer. A boolean of RFC 9651.
 */
export const nobodySignedIn = ['Signed-In', '?0'] as const
