/** Who the own account says that it is. */
export const nameWith = (marker: string) => ({ name: marker, email: `${marker}@audit.invalid` })
