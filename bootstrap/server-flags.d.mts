export const serverFlags: readonly string[]

export const memorySettings: Readonly<Record<string, string>>
