const attempts = 5
const deadlock = '40P01'

/** Tries again what the database broke off because two waited for each other: one of them had to, and it may be this one. */
export async function unlessLocked<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let left = attempts; ; left -= 1) {
    try {
      return await run()
    } catch (error) {
      const isDeadlock = error instanceof Error && 'code' in error && error.code === deadlock
      if (!isDeadlock || left === 1) throw error
    }
  }
}
