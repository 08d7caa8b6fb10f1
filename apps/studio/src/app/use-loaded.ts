import { useCallback, useEffect, useState } from 'react'

export type Loaded<Module> =
  | { state: 'loading' | 'failed'; load(): void }
  | { state: 'loaded'; module: Module; load(): void }

/** A part of the studio that comes when somebody goes there; one that does not come can be asked for again. */
export function useLoaded<Module>(take: () => Promise<Module>): Loaded<Module> {
  const [module, setModule] = useState<Module>()
  const [hasFailed, setFailed] = useState(false)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- which part it is does not change
  const load = useCallback(() => {
    setFailed(false)
    take().then(
      (taken) => setModule(taken),
      () => setFailed(true),
    )
  }, [])
  useEffect(load, [load])
  return module === undefined
    ? { state: hasFailed ? 'failed' : 'loading', load }
    : { state: 'loaded', module, load }
}
