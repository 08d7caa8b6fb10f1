/** Builds the studio unless it was built from these very files. */
export function buildStudio(): void
