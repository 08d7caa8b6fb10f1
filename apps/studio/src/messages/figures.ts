/** Dates and figures take the reader's own regional form, whatever language the sentences are in. */
export const region = typeof navigator === 'undefined' ? undefined : navigator.language

/** The first form that `Intl` makes takes 15 to 70 ms, before anybody can type: each is made when it is first used. */
export function onFirstUse<Form>(make: () => Form): () => Form {
  let made: Form | undefined
  return () => {
    made ??= make()
    return made
  }
}

const figureForm = onFirstUse(() => new Intl.NumberFormat(region))

/** Where figures up to 999 are their plain digits, which need not be asked for. */
const hasPlainDigits = /^(?:de|en|es|fr|it|ja|ko|nl|pl|pt|sv|zh)\b/.test(region ?? '')

export function formatFigure(figure: number): string {
  if (hasPlainDigits && Number.isInteger(figure) && Math.abs(figure) < 1000) return String(figure)
  return figureForm().format(figure)
}
