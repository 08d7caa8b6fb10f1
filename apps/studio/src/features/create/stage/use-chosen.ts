import { useCell } from '../../../live/cell.ts'
import { factsOf } from '../../../live/chosen-picture.ts'
import { hiddenIds } from '../../../live/deletions.ts'
import { useLiveState } from '../../../live/studio.ts'
import { listShown } from './shown-picture.ts'

/** The picture whose facts are open, as long as it is on the stage. */
export function useChosen() {
  const { generations } = useLiveState()
  const hidden = useCell(hiddenIds)
  const chosenId = useCell(factsOf)
  if (chosenId === undefined) return undefined
  const all = listShown(generations, hidden)
  const at = all.findIndex(({ id }) => id === chosenId)
  const shown = all[at]
  return shown && { shown, neighbour: all[at + 1] ?? all[at - 1] }
}
