/** How many names stand in one of the two and not in the other. */
export const countDifferences = (some: ReadonlySet<string>, others: ReadonlySet<string>): number =>
  [...some].filter((name) => !others.has(name)).length + [...others].filter((name) => !some.has(name)).length
