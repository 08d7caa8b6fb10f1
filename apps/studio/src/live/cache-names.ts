/** The caches of this origin; page and service worker share their names. None holds a word, a picture or an answer. */
export const cachePrefix = 'gptimage-'
/** Below it lie the studio's own files, one cache for each release. */
export const shellCachePrefix = 'gptimage-shell-'
export const openLibraryCache = 'gptimage-open-library'
