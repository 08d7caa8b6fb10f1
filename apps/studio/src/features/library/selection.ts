/** Which pictures are chosen, and from which one a range goes out. */
export interface Selection {
  ids: ReadonlySet<string>
  anchor: string | undefined
}

export const nothingSelected: Selection = { ids: new Set(), anchor: undefined }

export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** Everything from the anchor to here, in the order in which it is shown, beside what was chosen before. */
export function extend(selection: Selection, order: readonly string[], id: string): Selection {
  const { ids, anchor } = selection
  const from = anchor === undefined ? -1 : order.indexOf(anchor)
  if (from === -1) return { ids: new Set([...ids, id]), anchor: id }
  const to = order.indexOf(id)
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: new Set([...ids, ...range]), anchor }
}

export function selectAll(order: readonly string[]): Selection {
  return { ids: new Set(order), anchor: order[0] }
}

/** Without what is not shown any more: nothing is done to what nobody sees. */
export function prune(selection: Selection, order: readonly string[]): Selection {
  const shown = new Set(order)
  const ids = [...selection.ids].filter((id) => shown.has(id))
  if (ids.length === selection.ids.size) return selection
  const { anchor } = selection
  return { ids: new Set(ids), anchor: anchor !== undefined && shown.has(anchor) ? anchor : undefined }
}
