/** The lowest age there is, whatever the partners ask. Years. Source: the terms of use, decided 2026-11-24. */
export const lowestAge = 13
