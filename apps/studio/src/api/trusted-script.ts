declare global {
  interface Window {
    /** @see https://developer.mozilla.org/docs/Web/API/TrustedTypePolicyFactory (read 2026-11-24) */
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(path: string): string },
      ): { createScriptURL(path: string): string }
    }
  }
}

/** Our own scripts stand at the root of this origin; what names another place is no script of ours. */
function checkPath(path: string): string {
  if (!/^\/[\w-]+(?:\/[\w-]+)*(?:\.[\w-]+)+$/.test(path)) throw new TypeError('not a script of this studio')
  return path
}

const policy = window.trustedTypes?.createPolicy('gptimage', { createScriptURL: checkPath })

/** Vouches for a worker's script, as the content security policy wants of whoever starts one. */
export function trustScript(path: string): string {
  return policy?.createScriptURL(path) ?? checkPath(path)
}
