/** Lets the page draw and listen first. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle callback.
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 400 })
    else setTimeout(resolve, 50)
  })
}
